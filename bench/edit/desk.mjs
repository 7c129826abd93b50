// Bundled by esbuild before it is run, for what it imports is TypeScript.
import { pathToFileURL } from "node:url";
import { createBooks } from "../../workbench/api/books";
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
 */
export async function openDesk(folder, now, leads, companies) {
  const books = createBooks();
  const bookId = fillWorkbook(books, leads, companies);
  const program = readProgram(pathToFileURL(`${folder}/`));
  const clock = virtualClock(now);
  const host = await openHost({ books, bookId, program, clock, owner: PERSON });
  host.choose(PERSON, "menuSetUp");
  const told = host.services.screens.of(PERSON).asked.at(-1)?.text ?? "";
  return {
    /** What the add-on found: `1,000 rows: 990 clean, ...` */
    found: /^(.* rows: .*?)\.?$/m.exec(told)?.[1] ?? told,
    /** Carries out an edit; answers the executions of the script that it fired. */
    edit: (edit) => {
      clock.advance(1000);
      const before = host.executions.length;
      host.edit(PERSON, edit);
      return host.executions.slice(before);
    },
    close: () => host.close(),
  };
}
