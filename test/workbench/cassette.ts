import { readFileSync } from "node:fs";
import { type Books, createBooks } from "../../workbench/api/books";
import { handle } from "../../workbench/api/handle";
import type { IdKind } from "../../workbench/api/ids";
import type { ApiResponse } from "../../workbench/api/request";
import { createBook } from "../../workbench/book/book";
import { bookFromJson, bookToJson } from "../../workbench/book/book-json";

// biome-ignore lint/suspicious/noExplicitAny: recorded traffic has no type.
type Json = Record<string, any>;

interface Interaction {
  readonly request: { readonly method: string; readonly uri: string; readonly body: string | null };
  readonly response: { readonly status: { readonly code: number }; readonly body: { readonly string?: string } };
}

/** How one recorded call of the Sheets API compares with the local one. */
export interface Outcome {
  readonly call: string;
  readonly verdict: "passed" | "listed" | "failed";
  /** Why a difference is no fault of the local Google. */
  readonly reason?: string;
  readonly recorded: ApiResponse;
  readonly local?: ApiResponse;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** Plays a recording of the real API against an empty local one, with the ids that were recorded. */
export function replay(file: URL): Outcome[] {
  const { interactions } = JSON.parse(readFileSync(file, "utf8")) as { interactions: Interaction[] };
  const books = createBooks();
  const uploaded = new Set<string>();
  books.account =
    /"editors":\s*{\s*"users":\s*\[\s*"([^"]+)"/.exec(interactions.map(text).join("\n"))?.[1] ?? books.account;
  const outcomes: Outcome[] = [];
  for (const interaction of interactions) {
    const url = new URL(interaction.request.uri);
    if (url.host === "sheets.googleapis.com") outcomes.push(playOne(books, interaction, url, uploaded));
    else playDrive(books, interaction, url, uploaded);
  }
  return outcomes;
}

function text(interaction: Interaction): string {
  return interaction.response.body.string ?? "";
}

function parsed(body: string | null | undefined): unknown {
  if (body === null || body === undefined || body === "") return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** Drive makes, copies, renames and fills books; none of its answers is compared, as the local Google has no Drive. */
function playDrive(books: Books, { request, response }: Interaction, url: URL, uploaded: Set<string>): void {
  if (response.status.code !== 200) return;
  const sent = (parsed(request.body) ?? {}) as Json;
  const got = (parsed(response.body.string) ?? {}) as Json;
  const id = /^\/(?:upload\/)?drive\/v[23]\/files\/([^/]+)/.exec(url.pathname)?.[1];
  if (url.pathname.startsWith("/upload/")) {
    if (id !== undefined) uploaded.add(id);
  } else if (request.method === "POST" && id === undefined) {
    books.add(createBook({ id: got.id, title: sent.name ?? sent.title ?? got.name }));
  } else if (request.method === "POST" && url.pathname.endsWith("/copy") && id !== undefined) {
    const source = books.get(id);
    if (source === undefined) return;
    const saved = { ...JSON.parse(JSON.stringify(bookToJson(source))), id: got.id };
    const copy = bookFromJson(saved);
    copy.properties.title = sent.name ?? sent.title ?? got.name ?? `Copy of ${copy.properties.title}`;
    books.add(copy);
  } else if (request.method === "PATCH" && id !== undefined && sent.name !== undefined) {
    const book = books.get(id);
    if (book !== undefined) book.properties.title = sent.name;
  }
}

function playOne(books: Books, { request, response }: Interaction, url: URL, uploaded: Set<string>): Outcome {
  const path = decodeURIComponent(url.pathname);
  const recorded = { status: response.status.code, body: parsed(response.body.string) };
  const body = parsed(request.body);
  const call = `${request.method} ${path}${decodeURIComponent(url.search)}`;
  const seen = { call, recorded, method: request.method, path, body };
  if (recorded.status === 403)
    return { ...seen, verdict: "listed", reason: "who may open a book is not in the recording" };
  const id = /^\/v4\/spreadsheets\/([^/:]+)/.exec(path)?.[1];
  if (id !== undefined && recorded.status === 200 && books.get(id) === undefined) {
    return { ...seen, verdict: "listed", reason: "the recording does not make this book" };
  }
  books.nextId = recordedIds(recorded.body as Json);
  const local = handle(books, { method: request.method, path, query: url.searchParams, body });
  const differences = differ(recorded.body, local.body);
  const done = { ...seen, local };
  if (recorded.status === local.status && differences.length === 0) return { ...done, verdict: "passed" };
  if (id !== undefined && uploaded.has(id)) {
    return { ...done, verdict: "listed", reason: "the book was filled by a file sent to Drive" };
  }
  if (recorded.status === local.status && differences.every(({ path }) => path.endsWith(".pixelSize"))) {
    return { ...done, verdict: "listed", reason: "Google measures the glyphs of a column it resizes" };
  }
  if (recorded.status === local.status && differences.every(({ local }) => local === "#ERROR!")) {
    return { ...done, verdict: "listed", reason: "the formula is beyond the local Google" };
  }
  return { ...done, verdict: "failed", reason: differences.map(shown).join("\n") };
}

const shown = ({ path, recorded, local }: Difference) =>
  `${path}: recorded ${JSON.stringify(recorded)}, local ${JSON.stringify(local)}`;

/** Gives out the ids of the recorded answer, in its order. */
function recordedIds(body: Json | undefined): (kind: IdKind) => string {
  const queues: Record<IdKind, unknown[]> = {
    spreadsheet: [body?.spreadsheetId],
    sheet: (body?.sheets ?? []).map((sheet: Json) => sheet.properties?.sheetId),
    namedRange: [],
    protectedRange: [],
    chart: [],
    developerMetadata: [],
    table: [],
  };
  for (const reply of (body?.replies ?? []) as Json[]) {
    queues.sheet.push((reply.addSheet ?? reply.duplicateSheet)?.properties?.sheetId);
    queues.namedRange.push(reply.addNamedRange?.namedRange?.namedRangeId);
    queues.protectedRange.push(reply.addProtectedRange?.protectedRange?.protectedRangeId);
    queues.chart.push(reply.addChart?.chart?.chartId);
    queues.developerMetadata.push(reply.createDeveloperMetadata?.developerMetadata?.metadataId);
  }
  let fresh = 1_000_000_000;
  for (const kind of Object.keys(queues) as IdKind[]) queues[kind] = queues[kind].filter((id) => id !== undefined);
  return (kind) => String(queues[kind].shift() ?? fresh++);
}

interface Difference {
  readonly path: string;
  readonly recorded: unknown;
  readonly local: unknown;
}

/** Where two JSON values differ; numbers by more than a millionth. */
function differ(recorded: unknown, local: unknown, path = ""): Difference[] {
  if (typeof recorded === "number" && typeof local === "number") {
    return Math.abs(recorded - local) <= 1e-6 ? [] : [{ path, recorded, local }];
  }
  if (typeof recorded !== "object" || typeof local !== "object" || recorded === null || local === null) {
    return recorded === local ? [] : [{ path, recorded, local }];
  }
  if (Array.isArray(recorded) !== Array.isArray(local)) return [{ path, recorded, local }];
  const keys = new Set([...Object.keys(recorded), ...Object.keys(local)]);
  return [...keys].flatMap((key) => differ((recorded as Json)[key], (local as Json)[key], `${path}.${key}`));
}
