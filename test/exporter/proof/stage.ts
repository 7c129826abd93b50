import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type GuardSettings, USUAL_GUARD } from "../../../exporter/config/guard-settings";
import { workbookInput } from "../../../exporter/inputs/make-input";
import { openWorkbook } from "../../../exporter/inputs/open-workbook";
import { openSheets } from "../../../exporter/inputs/workbook/client";
import type { Manifest } from "../../../exporter/publish/manifest";
import type { RunResult } from "../../../exporter/run/result";
import { run } from "../../../exporter/run/run";
import type { Surroundings } from "../../../exporter/run/surroundings";
import { openStore } from "../../../exporter/stores/open-store";
import { BANNER_ROWS } from "../../../shared/banner";
import { handle } from "../../../workbench/api/handle";
import type { Book } from "../../../workbench/book/book";
import { bookFromJson, bookToJson } from "../../../workbench/book/book-json";
import { fillWorkbook } from "../../../workbench/new-workbook";
import type { LoggedCall } from "../../../workbench/server/log";
import { type LocalGoogle, type ServerOptions, startServer } from "../../../workbench/server/start";
import { surroundings } from "../surroundings";
import { type ProofPace, proofPace } from "./proof-pace";

const AS_OF = "2026-11-22T12:00:00+01:00";
/** Random edits of a dozen rows are no trend: shares of them say nothing of lost rows. */
const GUARD: GuardSettings = {
  ...USUAL_GUARD,
  fewerCompanies: { effect: "off", limit: null },
  moreUnknownCompanies: { effect: "off", limit: null },
  moreUnknownCountries: { effect: "off", limit: null },
};

const START = Date.parse("2026-11-22T11:00:00Z");

export const LEADS_HEADER = ["Company", "First Name", "Last Name", "Title", "Country", "Timestamp"];
/** Persons whose names stand in no other text, so that one of them in a failure is a leak. */
export const PERSONS = ["Zyxwanda", "Qorvath", "Vlimbur", "Wexquist", "Jyntelle", "Krafzov"];
/** A bit of everything: clean rows, a repeat, held rows, a blank one, a number for a name, unknown places. */
const LEADS = [
  LEADS_HEADER,
  ["Acme", "Zyxwanda", "Qorvath", "CTO", "Nigeria", "11/20/2026 8:00:00"],
  ["Acme", "Vlimbur", "Wexquist", "CEO", "Ghana", "11/21/2026 9:30:00"],
  ["Beta", "Jyntelle", "Krafzov", "CFO", "Ghana", "11/22/2026 10:15:30"],
  ["Beta", "Jyntelle", "Qorvath", "CFO", "Kenya", "10/2/2026 10:15:30"],
  ["", "", "", "", "", ""],
  ["Acme", "Zyxwanda", "QORVATH", "CTO", "nigeria", "11/19/2026 8:00:00"],
  ["Gamma", "Vlimbur", "Krafzov", "", "Korea", "11/19/2026"],
  ["Gamma", "Wexquist", "Krafzov", "CTO", "Untied States", "tomorrow"],
  ["Gamma", "Wexquist", "Vlimbur", "CTO", "Korea", "1/5/2026 7:00:00"],
  ["Delta", "Krafzov", "Vlimbur", "Head", "USA", "3/5/2026 7:00:00"],
  ["Delta", "Krafzov", "Zyxwanda", "Head", "USA", "12/25/2026 7:00:00"],
  ["Delta", "Qorvath", "Zyxwanda", "Head", "Germany", "6/5/2026 7:00:00"],
];
const COMPANIES = [
  ["Company", "HQ Location"],
  ["Acme", "Nigeria"],
  ["Beta", "Ghana"],
  ["Delta", "United States of America"],
  ["Delta", "Germany"],
];

/** What a run left behind, in a form that two equal runs share whole. */
export interface Left {
  /** By file of the snapshot, the SHA-256 of its bytes but for the run's own id; `null` when nothing is current. */
  readonly files: Record<string, string> | null;
  readonly snapshot: string | null;
  readonly snapshots: readonly string[];
  readonly current: string | null;
  /** The copies for days without Google, unfinished ones too. */
  readonly copies: readonly string[];
  /** The Summary tab, its charts included. */
  readonly summary: string;
  /** Its cells below the rows that say how the latest run went. */
  readonly answers: string;
  /** Outcome, counts, snapshot and reason of the recorded runs, newest first. */
  readonly records: readonly string[];
}

/** What a run said. */
export interface Spoken {
  readonly result: RunResult | null;
  /** What it threw. */
  readonly failure: Error | null;
  readonly said: readonly string[];
}

/** Where snapshots go. */
export interface Place {
  /** As a run is told it. */
  readonly out: string;
  /** Where its files are on this machine: of a bucket, where its server keeps them. */
  readonly folder: string;
}

/** A local Google on virtual time, with one workbook, and one place for snapshots. */
export interface Stage {
  readonly google: LocalGoogle;
  readonly pace: ProofPace;
  readonly id: string;
  /** The service account that the runs use. */
  readonly account: string;
  readonly place: Place;
  readonly book: Book;
  /** Called before each call is answered. */
  onCall: ((call: LoggedCall) => void) | null;
  run(): Promise<Spoken>;
  left(): Left;
  /** Changes the workbook as a person at the keyboard would: no call is counted and no fault strikes. */
  batch(...requests: unknown[]): void;
  put(range: string, rows: unknown[][]): void;
  /** What workbook and folder are now, to come back to. */
  save(): () => void;
  close(): Promise<void>;
}

export async function openStage(
  options: ServerOptions = {},
  tables: { leads: string[][]; companies: string[][] } = { leads: LEADS, companies: COMPANIES },
  /** The only one that is asked. */
  question?: string,
  bucket?: Place,
): Promise<Stage> {
  const pace = proofPace(START);
  const folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "lead-export-proof-"));
  const own = join(folder, "out");
  const questions = question && join(folder, "questions");
  if (questions) cpSync(`exporter/questions/${question}`, join(questions, question));
  const google = await startServer({
    clock: pace,
    ...options,
    beforeCall: (call) => {
      stage.onCall?.(call);
      // An answer that never ends would be waited for in true time.
      setImmediate(() => {
        if (call.fault === "hang" || call.fault === "slow") pace.expire();
      });
    },
  });
  const id = fillWorkbook(google.books, tables.leads, tables.companies);
  const key = google.createKey();
  google.access.share(id, key.client_email, "writer");
  const keyFile = join(folder, "key.json");
  writeFileSync(keyFile, JSON.stringify(key));
  const edit = (method: string, path: string, body: unknown, query = "") => {
    const call = { method, path: `/v4/spreadsheets/${id}${path}`, query: new URLSearchParams(query), body };
    const answer = handle(google.books, call);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  };
  const stage: Stage = {
    google,
    pace,
    id,
    account: key.client_email,
    place: bucket ?? { out: own, folder: own },
    get book() {
      return google.books.get(id)!;
    },
    onCall: null,
    run: () => runOf(stage, keyFile, surroundings(questions)),
    left: () => leftOf(stage),
    batch: (...requests) => edit("POST", ":batchUpdate", { requests }),
    put: (range, values) => edit("PUT", `/values/${range}`, { values }, "valueInputOption=RAW"),
    save: () => saved(stage, folder),
    close: async () => {
      pace.end();
      await google.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  // A number for a name: its column is read a second time, as it is shown.
  if (tables.leads === LEADS) stage.put("Leads!B4", [[7]]);
  return stage;
}

async function runOf(
  { google, pace, id, place: { out } }: Stage,
  keyFile: string,
  around: Surroundings,
): Promise<Spoken> {
  const said: string[] = [];
  const say = (sentence: string) => void said.push(sentence);
  const client = openSheets({ spreadsheetId: id, sheetsUrl: google.url, keyFile, pace, onTrouble: say });
  try {
    const result = await run(
      {
        out,
        open: async () => {
          const tabs = { leads: "Leads", companies: "Companies" };
          const opened = await openWorkbook({
            client,
            tabs,
            store: await openStore({ out }),
            stores: {},
            fallback: null,
            onProgress: () => {},
            onTrouble: say,
          });
          return workbookInput(opened, { asOf: AS_OF, dateOrder: "mdy" }, false, say);
        },
        release: null,
        requestedBy: "proof",
        guard: GUARD,
        workbook: { client, site: "https://leads.example" },
        onPhase: () => {},
      },
      around,
    );
    return { result, failure: null, said };
  } catch (error) {
    return { result: null, failure: error as Error, said };
  }
}

function leftOf({ place: { folder: out }, book, id }: Stage): Left {
  const current = existsSync(join(out, "current.json")) ? readFileSync(join(out, "current.json"), "utf8") : null;
  const snapshot: string | null = current === null ? null : JSON.parse(current).snapshot;
  const { sheets } = bookToJson(book) as { sheets: { properties: { title: string }; rows: unknown[] }[] };
  const summary = sheets.find(({ properties }) => properties.title === "Summary")!;
  expectMarkedOnce(book);
  return {
    files: snapshot === null ? null : filesOf(join(out, "snapshots", snapshot)),
    snapshot,
    snapshots: namesIn(join(out, "snapshots")),
    current,
    copies: namesIn(join(out, "raw", id)),
    summary: JSON.stringify(summary),
    answers: JSON.stringify(summary.rows.slice(BANNER_ROWS)),
    records: recordsOf(book),
  };
}

function expectMarkedOnce({ developerMetadata }: Book): void {
  const fields = developerMetadata.map(({ metadataKey, metadataValue }) => `${metadataKey} ${metadataValue}`);
  if (new Set(fields).size !== fields.length) throw new Error("A column is marked twice.");
}

const OUTCOME = 2;
const RUN = 14;

/** When each run was, and its id, differ from one to the next; no id may stand there twice. */
function recordsOf(book: Book): string[] {
  const rows = book
    .sheetByTitle("Exports")!
    .rows.slice(1)
    .filter((row) => row !== undefined);
  const texts = rows.map((row) =>
    row.map((slot) => String(typeof slot === "object" ? (slot.value ?? "") : (slot ?? ""))),
  );
  const runs = texts.map((row) => row[RUN]);
  if (new Set(runs).size !== runs.length) throw new Error("A run is recorded twice.");
  return texts.map((row) => row.filter((_, i) => i >= OUTCOME && i !== RUN).join(" | "));
}

function filesOf(folder: string): Record<string, string> {
  const { run_id, files }: Manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  return Object.fromEntries(
    files.map(({ path, sha256 }) => {
      const bytes = readFileSync(join(folder, path));
      if (sha256 !== sha256Of(bytes)) throw new Error(`${path} is not what its manifest says.`);
      return [path, sha256Of(Buffer.from(bytes.toString("latin1").replaceAll(run_id, "the run"), "latin1"))];
    }),
  );
}

function saved(stage: Stage, folder: string): () => void {
  const { google, pace } = stage;
  const { folder: out } = stage.place;
  const book = JSON.stringify(bookToJson(stage.book));
  const copy = mkdtempSync(join(folder, "saved-"));
  if (existsSync(out)) copyFolder(out, join(copy, "out"));
  return () => {
    google.books.add(bookFromJson(JSON.parse(book)));
    google.faults.clear();
    google.log.clear();
    stage.onCall = null;
    pace.restart(1);
    rmSync(out, { recursive: true, force: true });
    if (existsSync(join(copy, "out"))) copyFolder(join(copy, "out"), out);
  };
}

/** With what a server of buckets writes beside its files, their versions. `from/.` is what is in a folder. */
export function copyFolder(from: string, to: string): void {
  execFileSync("cp", ["-a", from, to]);
}

function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}
