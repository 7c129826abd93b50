import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import pc from "picocolors";
import type { Book } from "./book/book";
import { writeConfig } from "./exporter-config";
import { type ExporterProcess, exporterProcess } from "./exporter-process";
import { type Host, openHost } from "./host/host";
import { readProgram } from "./host/program";
import { onPort } from "./on-port";
import { openBooks, type ServeOptions } from "./open-books";
import { openPage } from "./page/server/open-page";
import type { Page } from "./page/server/serve-page";
import { readyAddon } from "./ready-addon";
import { ScriptFile } from "./script-file";
import { OWNER } from "./server/access";
import { type LocalGoogle, startServer } from "./server/start";
import { WorkbenchClock } from "./server/workbench-clock";
import { widenColumns } from "./widen-columns";

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
  // The workbook's rows are in it, and nobody else on this machine has to do with them.
  chmodSync(folder, 0o700);
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
  if (isNew) widenColumns(books, book);
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
  process.stdout.write(`Open ${bold(served.entrance)} in a browser. Ctrl+C stops it.\n`);
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

function currentDashboard(out: string): string | null {
  try {
    const { snapshot } = JSON.parse(readFileSync(join(out, "current.json"), "utf8"));
    return `snapshots/${encodeURIComponent(snapshot)}/dashboard.html`;
  } catch {
    return null;
  }
}
