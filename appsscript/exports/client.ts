import type { ExportRequest, ExportRun, Health, ReleaseRequest, ServiceError } from "../../shared/service";
import { passedOn, Refusal } from "../refusal";
import { fetchOnce, type HttpAnswer, type HttpRequest } from "../services/http";
import { identityToken } from "../services/script";
import { readStored } from "../stored";
import { requireTrusted } from "./trust";

/** Asked again so often after an answer that says "later", or none. */
const MOST_TRIES = 3;
const LATER: readonly number[] = [502, 503, 504];

/** Starts the export of a workbook or joins the one that is on. The same key twice starts one export. */
export function postExport(request: ExportRequest, key: string): ExportRun {
  return asRun(ask("post", "/v1/exports", { body: request, key }));
}

export function getExport(id: string): ExportRun {
  return asRun(ask("get", `/v1/exports/${encodeURIComponent(id)}`, {}));
}

/** Publishes what the guard stopped. */
export function postRelease(id: string, request: ReleaseRequest, key: string): ExportRun {
  return asRun(ask("post", `/v1/exports/${encodeURIComponent(id)}/release`, { body: request, key }));
}

export function getHealth(): Health {
  return ask("get", "/v1/health", { isOpen: true }) as Health;
}

interface Question {
  readonly body?: unknown;
  readonly key?: string;
  /** Answered to everyone: nobody need say who they are. */
  readonly isOpen?: boolean;
}

function ask(method: "get" | "post", path: string, { body, key, isOpen = false }: Question): unknown {
  const { exporter } = readStored().settings;
  if (exporter === "") {
    throw new Refusal(
      "NO_EXPORTER_SET",
      "Nobody has said yet where the exporter is.",
      "Write its address into Settings; whoever runs the exporter knows it.",
    );
  }
  const token = isOpen ? null : tokenFor(exporter);
  const answer = persistently({
    method,
    url: `${exporter}${path}`,
    headers: {
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      ...(key === undefined ? {} : { "Idempotency-Key": key }),
    },
    ...(body === undefined ? {} : { body }),
  });
  const said = parsed(answer.body);
  if (answer.status >= 200 && answer.status < 300 && said !== null) return said;
  throw refused(answer.status, said);
}

function tokenFor(exporter: string): string | null {
  requireTrusted(exporter);
  return identityToken();
}

/** No pause in between: Google has waited long enough, and the same key makes a second request harmless. */
function persistently(request: HttpRequest): HttpAnswer {
  for (let tries = 1; ; tries++) {
    try {
      const answer = fetchOnce(request);
      if (tries === MOST_TRIES || !LATER.includes(answer.status)) return answer;
    } catch (error) {
      if (tries === MOST_TRIES) throw unreachable(error instanceof Error ? error.message : String(error));
    }
  }
}

const EXPORTER_UNREACHABLE = "EXPORTER_UNREACHABLE";

function unreachable(why: string): Refusal {
  return new Refusal(
    EXPORTER_UNREACHABLE,
    `The exporter could not be reached (${why.replace(/\.$/, "")}).`,
    "See in Settings whether its address is right; if it is, tell whoever runs it.",
  );
}

/** A refusal of the service in its own words; of something in between, its status. */
function refused(status: number, said: unknown): Refusal {
  const error = (said as { error?: Partial<ServiceError> } | null)?.error;
  if (typeof error?.sentence === "string" && typeof error.wayOut === "string" && typeof error.code === "string") {
    return passedOn(error as ServiceError);
  }
  if (LATER.includes(status)) return unreachable(`its host answers ${status}`);
  return new Refusal(
    "EXPORTER_REFUSED",
    `The address in Settings answers as no exporter does (status ${status}).`,
    "See in Settings whether it is the exporter's address, without /v1 at its end.",
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const STATES = ["running", "published", "unchanged", "stopped", "failed"];

function asRun(said: unknown): ExportRun {
  const run = said as Partial<ExportRun>;
  if (typeof run.id === "string" && STATES.includes(String(run.state))) return run as ExportRun;
  throw new Refusal(
    "EXPORTER_ODD",
    "The exporter answered something else than the state of an export.",
    "Its version and this add-on's may not fit together: tell whoever looks after them.",
  );
}
