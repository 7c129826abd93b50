import type { BODIES } from "./bodies";
import type { RefusalCode } from "./refusal";

type Body = keyof typeof BODIES;

/** One thing the service can be asked. */
export interface Operation {
  readonly method: "get" | "post";
  /** As OpenAPI writes it: `/v1/exports/{id}`. */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  /** Whether only callers who may are answered. */
  readonly signedIn: boolean;
  readonly takes?: Body;
  readonly answers: { readonly status: 200 | 202; readonly body: Body; readonly description: string };
  readonly refusals: readonly RefusalCode[];
}

const OPEN = ["FOREIGN_HOST", "CROSS_SITE", "PASSED_ON"] as const;
const SIGNED_IN = [
  "NO_CREDENTIALS",
  "BAD_CREDENTIALS",
  "BAD_TOKEN",
  "BAD_SIGNATURE",
  "STALE_SIGNATURE",
  "REPLAYED",
  "NOT_ALLOWED",
  ...OPEN,
  "TOO_MANY_REQUESTS",
  "TOO_LARGE",
  "INTERNAL",
  "CERTS_UNREACHABLE",
] as const;
const POSTED = ["BAD_JSON", "BAD_BODY", "BAD_IDEMPOTENCY_KEY", "NOT_JSON", "KEY_REUSED", "STOPPING"] as const;

/** What any address can answer, whatever is asked. */
export const ANYWHERE = [
  "NO_SUCH_PATH",
  "METHOD_NOT_ALLOWED",
  "MALFORMED_REQUEST",
  "REQUEST_TIMEOUT",
  "HEADERS_TOO_LARGE",
] as const satisfies readonly RefusalCode[];

const ACCEPTED = { status: 202, body: "ExportRun", description: "The export that was started, or joined." } as const;

export const OPERATIONS: readonly Operation[] = [
  {
    method: "post",
    path: "/v1/exports",
    id: "startExport",
    summary: "Export a workbook, or join the export of it that is on",
    description:
      "One export of a workbook runs at a time, two at once in all; others wait in order, with no phase. The header Location names the export to ask for.",
    signedIn: true,
    takes: "ExportRequest",
    answers: ACCEPTED,
    refusals: [...SIGNED_IN, ...POSTED, "NO_SUCH_WORKBOOK"],
  },
  {
    method: "get",
    path: "/v1/exports/{id}",
    id: "getExport",
    summary: "How far an export is, or what came of it",
    signedIn: true,
    answers: { status: 200, body: "ExportRun", description: "The export." },
    refusals: [...SIGNED_IN, "NO_SUCH_RUN"],
  },
  {
    method: "post",
    path: "/v1/exports/{id}/release",
    id: "releaseExport",
    summary: "Export again although the publish guard stopped it",
    description:
      "Only of a stopped export, only while no later one of the workbook is known, only for people the configuration names. Answers the new export; asked again while that runs, the same one.",
    signedIn: true,
    takes: "ReleaseRequest",
    answers: ACCEPTED,
    refusals: [
      ...SIGNED_IN,
      ...POSTED,
      "NO_SUCH_RUN",
      "MAY_NOT_RELEASE",
      "NOT_STOPPED",
      "SUPERSEDED",
      "EXPORT_RUNNING",
    ],
  },
  {
    method: "get",
    path: "/v1/health",
    id: "health",
    summary: "Whether the service is there, and with which rules",
    signedIn: false,
    answers: { status: 200, body: "Health", description: "It is there. While it is being stopped it says so." },
    refusals: OPEN,
  },
  {
    method: "get",
    path: "/v1/openapi.json",
    id: "openapi",
    summary: "This description",
    signedIn: false,
    answers: { status: 200, body: "Description", description: "This description." },
    refusals: OPEN,
  },
  {
    method: "get",
    path: "/metrics",
    id: "metrics",
    summary: "Numbers for Prometheus; a workbook is its place in the configuration, and no person is named",
    signedIn: false,
    answers: { status: 200, body: "Metrics", description: "Prometheus text format." },
    refusals: OPEN,
  },
];
