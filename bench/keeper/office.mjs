// Bundled by esbuild before it is run, for what it imports is TypeScript.
import { pathToFileURL } from "node:url";
import { createBooks } from "../../workbench/api/books";
import { openHost } from "../../workbench/host/host";
import { readProgram } from "../../workbench/host/program";
import { randomNumbers } from "../../workbench/host/services/random-numbers";
import { fillWorkbook } from "../../workbench/new-workbook";
import { virtualClock } from "../../workbench/server/clock";

const KEEPER = "keeper@example.com";
const LEADS = 1;
const FIELDS = 5;
/** A working day of eight hours begins at 08:00 in Lagos, UTC ms. */
const MORNING = Date.UTC(2026, 10, 23, 7);
const DAY_MS = 8 * 3_600_000;
/** Google lets so many edits of a person wait for the script, and tells it of no more. */
const QUEUE = 2;

/**
 * A day of people who type so many leads each, cell by cell, over one sheet, as the local Google runs it: edits of all at their own times,
 * executions side by side, one lock. Returns what the day cost the keeper, in ms, and what became of the leads.
 */
export async function day(folder, { people, leads, latencyMs, startMs }) {
  const clock = virtualClock(MORNING);
  const books = createBooks();
  const header = ["Company", "First Name", "Last Name", "Title", "Country", "Timestamp"];
  const bookId = fillWorkbook(
    books,
    [header],
    [
      ["Company", "HQ Location"],
      ["Acme", "Nigeria"],
    ],
  );
  const grid = books.get(bookId)?.sheet(LEADS)?.properties.gridProperties;
  if (grid !== undefined) grid.rowCount = people * leads + 100;
  const program = readProgram(pathToFileURL(`${folder}/`));
  const host = await openHost({ books, bookId, program, clock, owner: KEEPER, latencyMs });
  host.choose(KEEPER, "menuSetUp");

  const events = typed(people, leads);
  const cost = { changes: 0, changeMs: 0, sweeps: 0, sweepMs: 0, dropped: 0, late: 0 };
  /** When each person's edits that the script was told of will have been worked on. @type {number[][]} */
  const queues = Array.from({ length: people }, () => []);
  /** When the execution that holds the lock lets go of it. */
  let lockedUntil = 0;
  let seen = host.executions.length;
  const account = () => {
    for (const one of host.executions.slice(seen)) {
      const ms = one.ms + startMs;
      if (one.trigger === "ON_CHANGE") {
        cost.changes++;
        cost.changeMs += ms;
      } else if (one.trigger === "CLOCK") {
        cost.sweeps++;
        cost.sweepMs += ms;
      } else if (one.trigger === "onEdit" && one.error !== undefined) throw new Error(one.error);
      if (one.calls.byName["Range.getValues"] > 0) lockedUntil = Math.max(lockedUntil, one.startedAt + one.ms);
      else if (one.trigger === "onEdit" && one.calls.byName["Properties.setProperties"] > 0) cost.late++;
    }
    seen = host.executions.length;
  };

  for (const { at, person, row, column, text } of events) {
    await host.advance(at);
    account();
    const queue = queues[person].filter((end) => end > at);
    const isDropped = queue.length > QUEUE;
    const release = lockedUntil > at ? host.services.locks.hold("document", lockedUntil) : undefined;
    const email = `person${person}@example.com`;
    const edit = { kind: /** @type {const} */ ("type"), sheetId: LEADS, row, column, text };
    // Of edits that come while the script is busy the third is not told to it; the change trigger hears of all.
    if (isDropped) {
      cost.dropped++;
      const waiting = [1, 2].map((n) => ({ ...edit, column: 20 + n, text: `${at}` }));
      host.editWhileBusy(email, [...waiting, edit]);
    } else host.edit(email, edit);
    release?.();
    const ran = host.executions.slice(seen).find((one) => one.trigger === "onEdit");
    const begun = Math.max(at, queue.at(-1) ?? 0);
    queues[person] = [...queue, begun + startMs + (ran?.ms ?? 0)];
    account();
  }
  await host.advance(MORNING + 24 * 3_600_000);
  account();
  const statuses = column(books.get(bookId), header.length).slice(1);
  await host.close();
  const of = (test) => statuses.filter(test).length;
  return {
    ...cost,
    keeperMs: cost.changeMs + cost.sweepMs,
    judged: of((text) => text !== "" && text !== "To check"),
    unstamped: of((text) => text.startsWith("To fill: timestamp")),
  };
}

function column(book, at) {
  return book.sheet(LEADS).rows.map((row) => {
    const slot = row?.[at];
    return String((typeof slot === "object" ? slot.value : slot) ?? "");
  });
}

/** Every cell that is typed, in the order of time: each person's leads come over the whole day, a cell every two to five seconds. */
function typed(people, leads) {
  const random = randomNumbers(people * 1000 + leads);
  const events = [];
  for (let person = 0; person < people; person++) {
    for (let lead = 0; lead < leads; lead++) {
      let at = MORNING + ((lead + random() * 0.5) / leads) * DAY_MS + person * 977;
      const cells = ["Acme", `First${person}x${lead}`, `Last${lead}`, "CEO", "Nigeria"];
      for (let column = 0; column < FIELDS; column++) {
        events.push({ at: Math.round(at), person, row: 1 + lead * people + person, column, text: cells[column] });
        at += 2000 + random() * 3000;
      }
    }
  }
  return events.sort((one, other) => one.at - other.at);
}
