import { join } from "node:path";
import { createBooks } from "../../workbench/api/books";
import { csvRows } from "../../workbench/csv";
import { openHost } from "../../workbench/host/host";
import { readProgram } from "../../workbench/host/program";
import { fillWorkbook } from "../../workbench/new-workbook";
import { openPage } from "../../workbench/page/server/open-page";
import { OWNER } from "../../workbench/server/access";
import { WorkbenchClock } from "../../workbench/server/workbench-clock";

export interface BenchDesk {
  readonly rows: number;
  /** The sample's files, as text. */
  readonly sample: string;
  readonly companies: string;
  readonly dist: URL;
  readonly folder: string;
}

/** The sample again and again up to so many rows, each lead another one, set up and served as a page. */
export async function openBenchDesk({ rows, sample, companies, dist, folder }: BenchDesk) {
  const [header, ...some] = csvRows(sample);
  const leads = Array.from({ length: rows }, (_, at) => {
    const [company, first, last, ...rest] = some[at % some.length];
    return [company, first, `${last} ${at}`, ...rest];
  });
  const books = createBooks();
  const id = fillWorkbook(books, [header, ...leads], csvRows(companies));
  const clock = new WorkbenchClock(join(folder, `clock-${rows}`));
  const program = readProgram(new URL("addon/", dist));
  let changed = () => {};
  const host = await openHost({ books, bookId: id, program, clock, owner: OWNER, onChange: () => changed() });
  host.choose(OWNER, "menuSetUp");
  const { page } = await openPage({
    port: 0,
    files: new URL("workbench/", dist),
    books,
    book: books.get(id)!,
    host,
    clock,
    person: OWNER,
    exporter: () => null,
    dashboard: () => null,
  });
  changed = page.changed;
  return {
    url: page.entrance,
    /** Ms that the add-on's last run for an edit took, `onChange` included. */
    lastOnEdit: () => {
      const at = host.executions.findLastIndex((run) => run.function === "onEdit");
      return host.executions.slice(at).reduce((sum, { ownMs }) => sum + ownMs, 0);
    },
    close: async () => {
      await page.close();
      await host.close();
    },
  };
}
