import { readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { contents, currentOf, expectWhole, program, published, publishedPlace, run } from "./world";

const place = await publishedPlace();
const files = { leads: place.leadsFile, companies: place.companiesFile };

/** Changes one byte in the middle: the size stays. */
function flip(path: string): void {
  const bytes = readFileSync(path);
  bytes[bytes.length >> 1] ^= 1;
  writeFileSync(path, bytes);
}

/** What was done to which file, and which commands must notice: those that read it. */
const EDITS: [what: string, file: string, edit: (path: string) => void, noticed: string[]][] = [
  ["a byte of the leads changed", "leads.parquet", flip, ["sql", "restore"]],
  ["the leads cut short", "leads.parquet", (path) => truncateSync(path, 100), ["answers", "sql", "restore"]],
  ["a byte of an answer changed", "answers/hq_staff.parquet", flip, ["answers", "restore"]],
  ["the page removed", "dashboard.html", (path) => rmSync(path), ["answers", "sql", "restore"]],
  [
    "a number in the manifest changed",
    "manifest.json",
    (path) => writeFileSync(path, readFileSync(path, "utf8").replace('"clean": 10', '"clean": 99')),
    ["answers", "sql", "restore"],
  ],
  ["the manifest emptied", "manifest.json", (path) => writeFileSync(path, ""), ["answers", "sql", "restore"]],
];

describe("a snapshot edited by hand", () => {
  test.concurrent.each(EDITS)(
    "%s: %s",
    async (_, file, edit, noticed) => {
      const out = place.copyOf(place.out);
      const folder = join(out, "snapshots", place.snapshot);
      edit(join(folder, file));
      const edited = contents(out);
      const commands: Record<string, string[]> = {
        answers: ["answers"],
        sql: ["sql", "SELECT count(*) AS n FROM held"],
        restore: ["restore", place.snapshot],
      };
      await Promise.all(
        noticed.map(async (name) => {
          const ended = await program([...commands[name], "--out", out]);
          expect([name, ended.code, ended.stdout]).toEqual([name, 1, ""]);
          expect(ended.stderr).toContain(
            `Error SNAPSHOT_CHANGED: ${join(folder, file)} is not as it was published: it was edited, damaged or removed.\n` +
              (name === "restore"
                ? "Restore another; lead-export history lists them.\n"
                : "Run again, or make an earlier snapshot current with: lead-export restore SNAPSHOT\n"),
          );
        }),
      );
      expect(contents(out)).toEqual(edited);

      const next = await published({ ...files, out });
      expect(next.snapshot).toBe(`${place.snapshot}-2`);
      expect(contents(out)).toMatchObject(
        Object.fromEntries(Object.entries(edited).filter(([name]) => name !== "current.json")),
      );
    },
    120_000,
  );

  test("the whole folder removed: commands say it is missing, a new run makes it again", async () => {
    const out = place.copyOf(place.out);
    rmSync(join(out, "snapshots", place.snapshot), { recursive: true });
    const answers = await program(["answers", "--out", out]);
    expect([answers.code, answers.stderr]).toEqual([
      1,
      expect.stringContaining(`Error SNAPSHOT_MISSING: ${out} has no snapshot called ${place.snapshot}.`),
    ]);
    expect((await published({ ...files, out })).snapshot).toBe(place.snapshot);
  }, 120_000);

  test("current.json edited: nothing is guessed, and restore puts it right", async () => {
    const out = place.copyOf(place.out);
    writeFileSync(join(out, "current.json"), '{"snapshot":"../../etc"}');
    const ended = await run({ ...files, out });
    expect([ended.code, ended.json.error?.code, ended.json.snapshot]).toEqual([1, "CURRENT_UNREADABLE", null]);
    expect(ended.json.error!.sentence).toContain(join(out, "current.json"));
    expect(ended.json.error!.way_out).toContain("lead-export restore SNAPSHOT");
    const restored = await program(["restore", place.snapshot, "--out", out]);
    expect([restored.code, currentOf(out)]).toEqual([0, place.snapshot]);
    expectWhole(out, place.snapshot);
  }, 120_000);
});
