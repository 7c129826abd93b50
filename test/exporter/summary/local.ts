import { openSheets, type SheetsClient } from "../../../exporter/inputs/workbook/client";
import type { Pace } from "../../../exporter/inputs/workbook/pace";
import { bookToJson } from "../../../workbench/book/book-json";
import { addWorkbook } from "../../../workbench/new-workbook";
import { type LocalGoogle, startServer } from "../../../workbench/server/start";

/** A local Google with one empty workbook, and a client of it that waits in virtual time. */
export interface Local {
  google: LocalGoogle;
  id: string;
  client: SheetsClient;
  /** The whole workbook, as JSON text. */
  book(): string;
  call(requests: unknown[]): Promise<unknown>;
  close(): Promise<void>;
}

export async function openLocal(): Promise<Local> {
  const google = await startServer();
  let next = 1000;
  google.books.nextId = () => String(next++);
  const id = addWorkbook(google.books);
  const client = openSheets({ spreadsheetId: id, sheetsUrl: google.url, token: google.token, pace: virtualPace() });
  return {
    google,
    id,
    client,
    book: () => JSON.stringify(bookToJson(google.books.get(id)!)),
    call: (requests) => client.batchUpdate("setting the test up", "write", requests as never),
    close: () => google.close(),
  };
}

function virtualPace(): Pace {
  let now = Date.now();
  return {
    now: () => now,
    sleep: async (ms) => {
      now += ms;
    },
    random: () => 0.5,
    timeout: () => AbortSignal.timeout(500),
  };
}

/** One tab as the local Google holds it. */
export function tabOf({ google, id }: Local, title: string) {
  return google.books.get(id)!.sheetByTitle(title)!;
}
