import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import pc from "picocolors";
import { batchUpdate } from "./api/batch-update";
import type { Books } from "./api/books";
import type { Book } from "./book/book";
import { cellOf, type Row } from "./book/cell";
import { type ExporterProcess, exporterProcess } from "./exporter-process";
import { type Host, openHost } from "./host/host";
import { readProgram } from "./host/program";
import { provideKeyFile } from "./key-file";
import { openPage } from "./page/server/open-page";
import type { Page } from "./page/server/serve-page";
import { ScriptFile } from "./script-file";
import { onPort, openBooks, type ServeOptions } from "./serve";
import { OWNER } from "./server/access";
import { type LocalGoogle, startServer } from "./server/start";
import { WorkbenchClock } from "./server/workbench-clock";

/** How often triggers are looked for that have come due. */
const TICK_MS = 5000;

/**
 * The whole workbench: the workbook with its add-on, a page to work in, and the exporter as a program of its own. Prints the page's
 * address, and returns a function that saves and stops everything.
 */
export async function open(options: ServeOptions): Promise<() => Promise<void>> {
  const { books, id, isNew, saving } = openBooks(options);
  const book = books.get(id) as Book;
  const folder =
    options.book === undefined ? mkdtempSync(join(tmpdir(), "lead-workbench-")) : `${resolve(options.book)}.files`;
  mkdirSync(folder, { recursive: true });
  const clock = new WorkbenchClock(join(folder, "clock"));
  let page: Page | undefined;
  const changed = () => {
    page?.changed();
    if (options.book !== undefined) saving.changed();
  };

  const google: LocalGoogle = await startServer({ books, quota: options.quota ?? false, clock, onChange: changed });
  const script = new ScriptFile(join(folder, "script.json"), () => host.services.save());
  const host: Host = await openHost({
    books,
    bookId: id,
    program: readProgram(new URL("./addon/", import.meta.url)),
    clock,
    owner: OWNER,
    onChange: changed,
    settle: async () => exporter?.settled(),
    ...(script.saved !== undefined && { services: { saved: script.saved } }),
  });
  const out = join(folder, "out");
  let exporter: ExporterProcess | undefined;
  if (isNew) widen(books, book);
  const { page: served, stage } = await onPort(options.port, (port) =>
    openPage({
      port,
      files: new URL("./workbench/", import.meta.url),
      out,
      books,
      book,
      host,
      clock,
      person: OWNER,
      exporter: () => exporter ?? null,
      dashboard: () => currentDashboard(out),
      acted: () => script.save(),
    }),
  );
  page = served;
  const config = writeConfig(folder, out, { google, host, id, page: served, keyFile: options.keyFile });
  const running = await exporterProcess(config, folder, clock.file, changed);
  exporter = running;
  running.start();
  if (isNew && options.sample) host.choose(OWNER, "menuSetUp");
  readyAddon(host, running.url, isNew && options.sample === true);
  changed();
  script.save();
  const tick = setInterval(() => {
    void host.advance(clock.now()).then(() => {
      stage.tell();
      served.changed();
      script.save();
    });
  }, TICK_MS);

  const bold = process.stdout.isTTY ? pc.bold : String;
  process.stdout.write(`Open ${bold(served.url)} in a browser. Ctrl+C stops it.\n`);
  return async () => {
    clearInterval(tick);
    await served.close();
    await running.stop();
    script.save();
    await host.close();
    await google.close();
    saving.flush();
    if (options.book === undefined) rmSync(folder, { recursive: true, force: true });
  };
}

/** So that texts can be read, the verdict in Status with them, on a screen of usual width: a new workbook's columns are all alike. */
function widen(books: Books, book: Book): void {
  const own = { company: 140, first: 80, last: 80, title: 145, country: 115, time: 130 };
  const [others, status] = [45, 320];
  const used = Math.max(...(book.sheet(1)?.rows ?? []).map(filled));
  const columns = [...Object.values(own), ...Array(used - Object.keys(own).length).fill(others), status];
  const requests = columns.map((pixelSize, column) => ({
    updateDimensionProperties: {
      range: { sheetId: 1, dimension: "COLUMNS", startIndex: column, endIndex: column + 1 },
      properties: { pixelSize },
      fields: "pixelSize",
    },
  }));
  batchUpdate({ book, nextId: books.nextId }, requests);
}

/** Columns of a row up to the last that holds something. */
function filled(row: Row | undefined): number {
  return (row ?? []).findLastIndex((slot) => cellOf(slot).value !== undefined) + 1;
}

interface ConfigParts {
  readonly google: LocalGoogle;
  readonly host: Host;
  readonly id: string;
  readonly page: Page;
  readonly keyFile: string | undefined;
}

/** The exporter's configuration for this workbook, as a data engineer would write it. */
function writeConfig(folder: string, out: string, { google, host, id, page, keyFile }: ConfigParts): string {
  const keyPath = keyFile ?? join(folder, "key.json");
  const key = provideKeyFile(keyPath, google);
  google.access.share(id, key.client_email, "writer");
  const { audience, certsUrl } = host.services.identity;
  const path = join(folder, "lead-export.config.json");
  const config = {
    spreadsheet: id,
    out,
    keyFile: resolve(keyPath),
    sheetsUrl: google.url,
    site: page.url.replace(/\/$/, ""),
    service: { google: { audiences: [audience], emails: [OWNER], certsUrl }, release: [OWNER] },
  };
  writeFileSync(path, `${JSON.stringify(config, null, 2)}\n`);
  return path;
}

/** As the person would in Settings and, for the sample, in Health: the exporter's address, whom to mail, the daily export. */
function readyAddon(host: Host, exporter: string, daily: boolean): void {
  const ask = (name: string, ...args: unknown[]) => {
    const outcome = JSON.parse(String(host.rpc(OWNER, "rpc", name, JSON.stringify(args))));
    if (!outcome.ok) throw new Error(`${name}: ${outcome.error.sentence}`);
    return outcome.value;
  };
  const settings = ask("settings");
  ask("saveSettings", { ...settings, exporter, mail: settings.mail.length === 0 ? [OWNER] : settings.mail });
  if (daily) ask("installDaily");
}

function currentDashboard(out: string): string | null {
  try {
    const { snapshot } = JSON.parse(readFileSync(join(out, "current.json"), "utf8"));
    return `snapshots/${encodeURIComponent(snapshot)}/dashboard.html`;
  } catch {
    return null;
  }
}
