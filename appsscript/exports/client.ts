import type { ExportRequest, ExportRun, Health, ReleaseRequest, ServiceError } from "../../shared/service";
import { cut } from "../cut";
import { inWords, passedOn, Refusal } from "../refusal";
import { fetchOnce, type HttpAnswer, type HttpRequest } from "../services/http";
import { identityToken } from "../services/script";
import { readStored } from "../stored";
import { EXPORTER_WORDS } from "../words/export";
import type { AddOnRefusalCode } from "../words/refusals";
import { requireTrusted } from "./trust";

/** Asked again so often after an answer that says "later", or none. */
const MOST_TRIES = 3;
const MOST_OF_A_REASON = 300;
const LATER: readonly number[] = [502, 503, 504];

/** Starts the export of a workbook or joins the one that is on. The same key twice starts one export. */
export function postExport(request: ExportRequest, key: string): ExportRun {
  // What is asked for only when it is due is asked for every hour: an exporter that hangs must not use up the day's time for triggers.
  return asRun(ask("post", "/v1/exports", { body: request, key, tries: request.ifDue ? 1 : MOST_TRIES }));
}

export function getExport(id: string): ExportRun {
  return asRun(ask("get", `/v1/exports/${encodeURIComponent(id)}`, {}));
}

/** Publishes what the guard stopped. */
export function postRelease(id: string, request: ReleaseRequest, key: string): ExportRun {
  return asRun(ask("post", `/v1/exports/${encodeURIComponent(id)}/release`, { body: request, key }));
}

/** Asks for an export that there is not, in this person's name. Throws a Refusal when the exporter does not take their word. */
export function requireKnown(): void {
  try {
    getExport("none");
  } catch (error) {
    if (!(error instanceof Refusal && error.code === "NO_SUCH_RUN")) throw error;
  }
}

export function getHealth(): Health {
  return ask("get", "/v1/health", { isOpen: true }) as Health;
}

interface Question {
  readonly body?: unknown;
  readonly key?: string;
  /** Answered to everyone: nobody need say who they are. */
  readonly isOpen?: boolean;
  readonly tries?: number;
}

function ask(
  method: "get" | "post",
  path: string,
  { body, key, isOpen = false, tries = MOST_TRIES }: Question,
): unknown {
  const { exporter } = readStored().settings;
  if (exporter === "") {
    throw new Refusal("NO_EXPORTER_SET", EXPORTER_WORDS.notSet);
  }
  const token = isOpen ? null : tokenFor(exporter);
  const answer = persistently(
    {
      method,
      url: `${exporter}${path}`,
      headers: {
        ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
        ...(key === undefined ? {} : { "Idempotency-Key": key }),
      },
      ...(body === undefined ? {} : { body }),
    },
    tries,
  );
  const said = parsed(answer.body);
  if (answer.status >= 200 && answer.status < 300 && said !== null) return said;
  throw refused(answer.status, said);
}

function tokenFor(exporter: string): string | null {
  requireTrusted(exporter);
  return identityToken();
}

/** No pause in between: Google has waited long enough, and the same key makes a second request harmless. */
function persistently(request: HttpRequest, most: number): HttpAnswer {
  for (let tries = 1; ; tries++) {
    try {
      const answer = fetchOnce(request);
      if (tries === most || !LATER.includes(answer.status)) return answer;
    } catch (error) {
      if (tries < most) continue;
      throw refusedByGoogle(error) ?? unreachable(error instanceof Error ? error.message : String(error));
    }
  }
}

/** Of Google's refusals to ask at all only these are none of the exporter's: elsewhere its address is at fault, or its host. */
const BEFORE_ASKING: readonly string[] = [
  "NOT_AUTHORISED",
  "SEVERAL_ACCOUNTS",
  "ADMIN_BLOCKED",
  "QUOTA",
  "TOO_MANY_AT_ONCE",
];

function refusedByGoogle(error: unknown): Refusal | null {
  const { code, sentence, wayOut } = inWords(error);
  return BEFORE_ASKING.includes(code) ? new Refusal(code as AddOnRefusalCode, { sentence, wayOut }) : null;
}

function unreachable(why: string): Refusal {
  const short = cut(why, MOST_OF_A_REASON).replace(/\.$/, "");
  return new Refusal("EXPORTER_UNREACHABLE", EXPORTER_WORDS.unreachable({ why: short }));
}

/** A refusal of the service in its own words; of something in between, its status. */
function refused(status: number, said: unknown): Refusal {
  const error = (said as { error?: Partial<ServiceError> } | null)?.error;
  if (typeof error?.sentence === "string" && typeof error.wayOut === "string" && typeof error.code === "string") {
    return passedOn(error as ServiceError);
  }
  if (LATER.includes(status)) return unreachable(EXPORTER_WORDS.hostAnswers({ status }));
  return new Refusal("EXPORTER_REFUSED", EXPORTER_WORDS.noExporter({ status }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** It is remembered in a property, and stands in addresses. */
const LONGEST_ID = 200;
const STATES = ["running", "published", "unchanged", "stopped", "failed"];

function asRun(said: unknown): ExportRun {
  const run = said as Partial<ExportRun>;
  if (typeof run.id === "string" && run.id.length <= LONGEST_ID && STATES.includes(String(run.state)))
    return run as ExportRun;
  throw new Refusal("EXPORTER_ODD", EXPORTER_WORDS.odd);
}
