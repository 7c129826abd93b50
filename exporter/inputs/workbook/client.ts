import { sheets, type sheets_v4 } from "@googleapis/sheets";
import * as v from "valibot";
import { type CallKind, makeCaller } from "./call";
import { type CredentialSource, openCredentials } from "./credentials";
import { callFailure } from "./failures";
import { lost, misshapen, type Outcome, type RawAnswer, troubleOf } from "./outcome";
import { type Pace, systemPace } from "./pace";
import { directHosts, readSheetsUrl, readSpreadsheetId } from "./url";

export interface SheetsOptions extends CredentialSource {
  /** The workbook's id, or its address in the browser. */
  readonly spreadsheetId: string;
  /** The address of a local Sheets API; Google's own when it is left out. */
  readonly sheetsUrl?: string;
  readonly pace?: Pace;
  /** Told once a call when it has to be tried again: what happened, as a sentence. */
  readonly onTrouble?: (sentence: string) => void;
}

/** What the library gets with every call: pass it on as it is. Its own retries are off. */
export interface SendOptions {
  headers: Record<string, string>;
  signal: AbortSignal;
  responseType: "text";
  retry: false;
  noProxy: string[];
  validateStatus: (status: number) => boolean;
}

/** One call of the Sheets API. */
export interface SheetsCall<T> {
  /** What it is for, in words that go after "while": "reading the tabs Leads and Companies". */
  readonly what: string;
  readonly kind: CallKind;
  /** Its answer may be large. */
  readonly isBig?: boolean;
  /** How long it is tried. Default five minutes. */
  readonly budgetMs?: number;
  /** `(api, options) => api.spreadsheets.get({ spreadsheetId, ... }, options)`. */
  send(api: sheets_v4.Sheets, options: SendOptions): Promise<{ status: number; headers: unknown; data: unknown }>;
  /** What the answer must look like; anything else counts as no answer. */
  readonly schema: v.GenericSchema<unknown, T>;
}

/** A workbook reached over the API. Every call goes through the one wrapper (`call.ts`). */
export interface SheetsClient {
  readonly spreadsheetId: string;
  /** The e-mail address to share the workbook with, where it is known. */
  readonly account: string | null;
  readonly pace: Pace;
  /** Makes one call. Throws SHEETS_UNREACHABLE, _FORBIDDEN, _NOT_FOUND, _CREDENTIALS, _REFUSED or TAB_MISSING. */
  call<T>(call: SheetsCall<T>): Promise<T>;
  /** Several changes, all carried out or none. Returns the replies, one a request. `idempotent-write` only if a second time changes nothing. */
  batchUpdate(
    what: string,
    kind: Exclude<CallKind, "read">,
    requests: sheets_v4.Schema$Request[],
  ): Promise<Record<string, unknown>[]>;
}

const replies = v.object({ replies: v.optional(v.array(v.record(v.string(), v.unknown())), []) });

/** Opens a workbook; nothing is asked of Google yet. Throws what is wrong with the options (exit 2). */
export function openSheets(options: SheetsOptions): SheetsClient {
  const pace = options.pace ?? systemPace;
  const url = readSheetsUrl(options.sheetsUrl);
  const spreadsheetId = readSpreadsheetId(options.spreadsheetId);
  const credentials = openCredentials(options, url);
  const { account } = credentials;
  const api = sheets({ version: "v4", rootUrl: url, params: { prettyPrint: false } });
  const caller = makeCaller(pace);

  const call = <T>({ what, kind, isBig = false, budgetMs, send, schema }: SheetsCall<T>): Promise<T> =>
    caller<T>({
      what,
      kind,
      isBig,
      ...(budgetMs === undefined ? {} : { budgetMs }),
      attempt: async (signal) => {
        const token = await credentials.token();
        if ("trouble" in token) return token;
        let answer: RawAnswer;
        try {
          answer = rawAnswer(
            await send(api, {
              headers: { Authorization: `Bearer ${token.value}` },
              signal,
              responseType: "text",
              retry: false,
              noProxy: directHosts(url),
              validateStatus: () => true,
            }),
          );
        } catch (error) {
          if (signal.aborted) throw error;
          return { trouble: lost(error) };
        }
        return answer.status >= 200 && answer.status < 300
          ? readBody(answer.text, schema)
          : { trouble: troubleOf(answer, pace.now()) };
      },
      renewToken: async () => credentials.renew(),
      onTrouble: (trouble) => {
        options.onTrouble?.(`Google Sheets does not answer as it should while ${what}: the answer ${trouble.said}.`);
      },
      failure: (trouble, tried) => callFailure(trouble, tried, { what, kind, spreadsheetId, account }),
    });

  return {
    spreadsheetId,
    account,
    pace,
    call,
    batchUpdate: async (what, kind, requests) => {
      const answer = await call({
        what,
        kind,
        send: (api, options) => api.spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests } }, options),
        schema: v.pipe(
          replies,
          v.check((value) => value.replies.length === requests.length, "one reply a request"),
        ),
      });
      return answer.replies;
    },
  };
}

function rawAnswer({ status, headers, data }: { status: number; headers: unknown; data: unknown }): RawAnswer {
  const retryAfter = (headers as Record<string, string | undefined>)["retry-after"] ?? null;
  return { status, retryAfter, text: typeof data === "string" ? data : "" };
}

function readBody<T>(text: string, schema: v.GenericSchema<unknown, T>): Outcome<T> {
  if (text.trim() === "") return { trouble: misshapen("empty") };
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { trouble: misshapen(text.trimStart().startsWith("<") ? "a web page" : "cut short") };
  }
  const parsed = v.safeParse(schema, body);
  return parsed.success ? { value: parsed.output } : { trouble: misshapen("not what was asked for") };
}
