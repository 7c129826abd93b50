// Bundled by esbuild before it is run, for what it imports is TypeScript.
import { once } from "node:events";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { createBooks } from "../../workbench/api/books";
import { cellOf } from "../../workbench/book/cell";
import { openHost } from "../../workbench/host/host";
import { readProgram } from "../../workbench/host/program";
import { fillWorkbook } from "../../workbench/new-workbook";
import { virtualClock } from "../../workbench/server/clock";

const PERSON = "ada@example.com";
export const LEADS = 1;
export const COMPANIES = 2;

/**
 * The built add-on, set up in a workbook with these cells.
 * @param folder of the built script
 * @param now UTC ms
 * @param leads rows of texts, the header first; so are `companies`
 * @param exported whether all were exported before, and Status says so
 */
export async function openDesk(folder, now, leads, companies, exported) {
  const books = createBooks();
  const bookId = fillWorkbook(books, leads, companies);
  const program = readProgram(pathToFileURL(`${folder}/`));
  const clock = virtualClock(now);
  const host = await openHost({ books, bookId, program, clock, owner: PERSON });
  host.choose(PERSON, "menuSetUp");
  // This module is bundled into the folder beside this one.
  const exporter = exported ? new Worker(new URL("../edit/exporter.mjs", import.meta.url)) : null;
  if (exporter !== null) {
    const [port] = await once(exporter, "message");
    const address = `http://127.0.0.1:${port}`;
    ask(host, "saveSettings", { exporter: address, mail: [], hour: 7, stamp: true, exported: true });
    ask(host, "startExport");
  }
  const told = host.services.screens.of(PERSON).asked.at(-1)?.text ?? "";
  return {
    /** What the add-on found: `1,000 rows: 990 clean, ...` */
    found: /^(.* rows: .*?)\.?$/m.exec(told)?.[1] ?? told,
    /** How many rows of Leads say when they were exported. */
    exported: countExported(books.get(bookId)?.sheet(LEADS)?.rows ?? []),
    /** Carries out an edit; answers the executions of the script that it fired. */
    edit: (edit) => {
      clock.advance(1000);
      const before = host.executions.length;
      host.edit(PERSON, edit);
      return host.executions.slice(before);
    },
    close: async () => {
      await exporter?.terminate();
      await host.close();
    },
  };
}

/** @param {readonly any[]} rows */
function countExported(rows) {
  const says = (/** @type {any} */ slot) => String(cellOf(slot).value ?? "").startsWith("OK, exported ");
  return rows.filter((row) => row?.some(says)).length;
}

/** What the sidebar asks of the script. */
function ask(host, name, ...args) {
  const outcome = JSON.parse(String(host.rpc(PERSON, "rpc", name, JSON.stringify(args))));
  if (!outcome.ok) throw new Error(`${name}: ${outcome.error.sentence}`);
}
