import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { withoutPresent } from "../../../shared/sentences";
import type { ExportRun } from "../../../shared/service";
import { createBooks } from "../../../workbench/api/books";
import { createBook } from "../../../workbench/book/book";
import type { Scalar } from "../../../workbench/book/cell";
import { openHost } from "../../../workbench/host/host";
import { startServer } from "../../../workbench/server/start";
import { type Served, serve } from "../../exporter/service/service";
import { builtAddon } from "../built-addon";
import { fullCheck, statusesOf } from "./full-check";
import { movedClock } from "./moved-clock";
import { apiValues } from "./read-book";

export const ADA = "ada@example.com";
const ZONE = "Africa/Lagos";

/**
 * Everything there is, on one clock: a new empty spreadsheet with the built add-on, Google's API in front of it, and the exporter as a
 * program of its own that may be started and stopped. It signs in with a key file; the add-on with Google's identity tokens.
 */
export async function openOffice(start: number) {
  const folder = mkdtempSync(join(tmpdir(), "lead-proof-"));
  const clock = movedClock(start, join(folder, "clock"));
  const books = createBooks();
  const book = createBook({ id: "a-new-spreadsheet", title: "Leads of the team", timeZone: ZONE });
  books.add(book);
  const google = await startServer({ books, clock });
  const host = await openHost({ books, bookId: book.id, program: builtAddon(), clock, owner: ADA });

  const keyFile = join(folder, "key.json");
  const key = google.createKey();
  writeFileSync(keyFile, JSON.stringify(key), { mode: 0o600 });
  google.access.share(book.id, key.client_email, "writer");
  const { audience, certsUrl } = host.services.identity;
  const out = join(folder, "out");
  const config = {
    spreadsheet: book.id,
    out,
    keyFile,
    sheetsUrl: google.url,
    service: {
      google: { audiences: [audience], emails: [ADA], certsUrl },
      // `endOf` asks more often than the sidebar, and for as long as a busy machine needs.
      limits: { perCaller: 6000, perAddress: 6000 },
    },
  };
  const port = await freePort();
  let exporter: Served | undefined;
  let isUp = false;
  onTestFinished(async () => {
    await exporter?.stop();
    await host.close();
    await google.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const sheetId = (title: string) => book.sheetByTitle(title)!.id;
  const call = <T>(name: string, ...args: unknown[]): T => {
    const outcome = JSON.parse(String(host.rpc(ADA, "rpc", name, JSON.stringify(args))));
    if (!outcome.ok) throw new Error(`${name}: ${JSON.stringify(outcome.error)}`);
    return outcome.value;
  };
  const office = {
    host,
    book,
    out,
    clock,
    call,
    address: `http://127.0.0.1:${port}`,
    startExporter: async () => {
      exporter = await serve(folder, config, { words: ["--port", String(port)], env: clock.env });
      isUp = true;
    },
    stopExporter: async () => {
      isUp = false;
      exporter!.process.kill("SIGTERM");
      return await exporter!.ended;
    },
    log: () => exporter!.log(),
    /** Types into a cell, named as in the sheet: `Leads`, `C7`. */
    type: (title: string, cell: string, text: string) => {
      const [, column, row] = /^([A-Z])(\d+)$/.exec(cell)!;
      const place = { row: Number(row) - 1, column: column.charCodeAt(0) - 65 };
      host.edit(ADA, { kind: "type", sheetId: sheetId(title), ...place, text });
    },
    paste: (title: string, row: number, rows: (Scalar | null)[][]) =>
      void host.edit(ADA, { kind: "paste", sheetId: sheetId(title), top: row - 1, left: 0, rows }),
    deleteRows: (title: string, row: number, count = 1) =>
      void host.edit(ADA, { kind: "delete", sheetId: sheetId(title), dimension: "ROWS", at: row - 1, count }),
    sort: (title: string, rows: [first: number, last: number], column: number) => {
      const area = { sheetId: sheetId(title), top: rows[0] - 1, bottom: rows[1], left: 0, right: 7 };
      host.edit(ADA, { kind: "sort", area, by: [{ column, descending: false }] });
    },
    /** What the tab shows, row by row, without empty cells at the ends. */
    shown: (title: string) => apiValues(books, book, title, "FORMATTED_VALUE").map((row) => row.map(String)),
    values: (title: string) => apiValues(books, book, title, "UNFORMATTED_VALUE"),
    statuses: () => statusesOf(books, book).map(withoutPresent),
    /** Of a sheet row. */
    status: (row: number) => statusesOf(books, book)[row - 2] ?? "",
    fullCheck: (apart?: ReadonlySet<string>) => fullCheck(books, book, clock.now(), apart),
    /** As the sidebar waits: asks until the export has ended. */
    endOf: async (id: string): Promise<ExportRun> => {
      for (;;) {
        const run = call<ExportRun>("exportState", id);
        if (run.state !== "running") return run;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    /** Lets the time pass up to an instant (UTC ms); what is due on the way is done. */
    passTo: async (instant: number) => {
      for (;;) {
        const next = host.triggers.nextDue();
        if (next === null || next > instant) break;
        clock.advance(Math.max(0, next - clock.now()));
        if (isUp || host.triggers.due(clock.now())[0]?.handler !== "handleSweep") await clock.seen();
        await host.advance(clock.now());
      }
      await host.advance(instant);
      await clock.seen();
    },
  };
  return office;
}

/** The exporter keeps its address when it comes back. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
