import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openSheets } from "../../../exporter/inputs/workbook/client";
import { requireCurrent } from "../../../exporter/publish/current";
import { FolderStore } from "../../../exporter/stores/folder";
import { readRanges } from "../../../exporter/summary/look";
import { addSample } from "../../../workbench/sample";
import { startServer } from "../../../workbench/server/start";
import { PROGRAM } from "../../dist";

/** A run writes to its workbook three times: it marks the columns, then writes the Summary tab, then the record. */
const MOMENTS: [when: "before" | "after", write: number][] = [
  ["before", 1],
  ["before", 2],
  ["before", 3],
  ["after", 3],
];

test.each(MOMENTS)("killed with -9 just %s write %i to the workbook, the next run repairs it", async (when, write) => {
  let writes = 0;
  let victim: ChildProcess | null = null;
  const google = await startServer({
    beforeCall: ({ path }) => {
      if (victim === null || !path.endsWith(":batchUpdate")) return;
      writes++;
      if (writes !== write) return;
      if (when === "before") google.faults.queue({ kind: "hang" });
      // The answer to what is carried out never reaches the run.
      else google.faults.queue({ kind: "hang", applied: true });
      victim.kill("SIGKILL");
    },
  });
  const folder = mkdtempSync(join(tmpdir(), "lead-export-killed-"));
  try {
    const id = addSample(google.books);
    const out = join(folder, "out");
    const start = () => {
      const args = [PROGRAM, "run", "--spreadsheet", id, "--sheets-url", google.url, "--out", out];
      const env = { ...process.env, LEAD_EXPORT_SHEETS_TOKEN: google.token };
      return spawn(process.execPath, [...args, "--as-of", "2026-11-22T12:00:00+01:00"], { env, stdio: "ignore" });
    };
    victim = start();
    const [, signal] = await once(victim, "exit");
    expect(signal).toBe("SIGKILL");
    victim = null;
    google.faults.clear();

    const [code] = await once(start(), "exit");
    expect(code).toBe(0);
    const { snapshot } = await requireCurrent(new FolderStore(out));
    const client = openSheets({ spreadsheetId: id, sheetsUrl: google.url, token: google.token });
    const [records] = await readRanges(client, "Exports", ["C2:N"]);
    const published = records.filter(([outcome]) => outcome === "published");
    expect(published.map((row) => row[11])).toEqual([snapshot]);
    const [summary] = await readRanges(client, "Summary", ["A1:B200"]);
    expect(summary.flat().join("\n")).toContain(snapshot);
  } finally {
    await google.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
