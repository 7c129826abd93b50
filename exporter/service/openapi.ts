import { toJsonSchemaDefs } from "@valibot/to-json-schema";
import { BODIES } from "./bodies";
import { KEY } from "./idempotency";
import { ANYWHERE, OPERATIONS, type Operation } from "./operations";
import { REFUSALS, type RefusalCode } from "./refusal";

const DESCRIPTION = `Exports the workbooks of the service's configuration when someone who may asks. Callers say which of them, and nothing else.

Every answer that is not 2xx is \`{ "error": { code, sentence, wayOut } }\`. HEAD is answered as GET, without the body.

Exports are remembered in memory: the last 100, until the service is started again. What they published stays in the snapshots and in the workbook's tabs Summary and Exports.`;

const header = (name: string, description: string) => ({ type: "apiKey", in: "header", name, description });
const SECURITY_SCHEMES = {
  google: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description:
      "A Google identity token, as ScriptApp.getIdentityToken() gives it: for a configured audience, of a verified address that the configuration allows.",
  },
  time: header("X-Lead-Export-Time", "Unix seconds, at most five minutes off."),
  id: header(
    "X-Lead-Export-Id",
    "8 to 64 letters, digits, points, dashes or underscores; another one for each request.",
  ),
  signature: header(
    "X-Lead-Export-Signature",
    "HMAC-SHA256 in small hex of time, id, method, path with its query, and body, each but the last followed by a line feed.",
  ),
  key: header("X-Lead-Export-Key", "The id of the shared key. Needed only where there are several."),
};
const SIGNED = { time: [], id: [], signature: [] };
/** Nobody has to sign in where the configuration names no way to. */
const SECURITY = [{ google: [] }, SIGNED, { ...SIGNED, key: [] }, {}];

const ID = { name: "id", in: "path", required: true, schema: { type: "string" } };
const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header",
  description: "The same key with the same request is answered with the same export, for 24 hours.",
  schema: { type: "string", pattern: KEY.source },
};

const always = (pattern: string, description?: string) => ({
  required: true,
  ...(description !== undefined && { description }),
  schema: { type: "string", pattern },
});
const RETRY_AFTER = { "Retry-After": always("^\\d+$", "Seconds.") };
/** Headers of an answer by its status. */
const HEADERS: Record<string, object> = {
  202: { Location: always("^/v1/exports/[0-9a-f-]{36}$") },
  401: { "WWW-Authenticate": always("^Bearer ") },
  429: RETRY_AFTER,
  503: RETRY_AFTER,
};

/** Returns the description of the service (OpenAPI 3.1), made from what it runs by: its operations, its schemas, its refusals. `version` is the program's. */
export function describeService(version: string) {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of OPERATIONS) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationObject(operation) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Lead Export", version, description: DESCRIPTION },
    servers: [{ url: "/" }],
    paths,
    components: { securitySchemes: SECURITY_SCHEMES, schemas: schemas() },
  };
}

function operationObject({ path, id, summary, description, signedIn, takes, answers, refusals }: Operation) {
  const parameters = [...(path.includes("{id}") ? [ID] : []), ...(takes === undefined ? [] : [IDEMPOTENCY_KEY])];
  const statuses = [...new Set(refusals.map((code) => REFUSALS[code][0]))];
  const responses: Record<string, object> = {
    [answers.status]: {
      ...headersOf(answers.status),
      description: answers.description,
      content: content(answers.body),
    },
  };
  for (const status of statuses) {
    responses[status] = { ...headersOf(status), ...refused(refusals.filter((code) => REFUSALS[code][0] === status)) };
  }
  return {
    operationId: id,
    summary,
    ...(description !== undefined && { description }),
    security: signedIn ? SECURITY : [],
    ...(parameters.length > 0 && { parameters }),
    ...(takes !== undefined && { requestBody: { required: true, content: content(takes) } }),
    responses: { ...responses, default: refused(ANYWHERE) },
  };
}

function headersOf(status: number): object {
  return status in HEADERS ? { headers: HEADERS[status] } : {};
}

function refused(codes: readonly RefusalCode[]): object {
  const oneOf = { properties: { error: { properties: { code: { enum: codes } } } } };
  return {
    description: codes.map((code) => `${code}: ${REFUSALS[code][1]} ${REFUSALS[code][2]}`).join("\n"),
    content: { "application/json": { schema: { allOf: [ref("Refused"), oneOf] } } },
  };
}

function content(body: keyof typeof BODIES): object {
  return { [body === "Metrics" ? "text/plain" : "application/json"]: { schema: ref(body) } };
}

function ref(body: string): { $ref: string } {
  return { $ref: `#/components/schemas/${body}` };
}

function schemas() {
  return toJsonSchemaDefs(BODIES, {
    target: "draft-2020-12",
    ignoreActions: ["trim"],
    // The flag `u` is what JSON Schema reads every pattern with.
    overrideAction: ({ valibotAction, jsonSchema }) =>
      valibotAction.type === "regex"
        ? { ...jsonSchema, pattern: (valibotAction as unknown as { requirement: RegExp }).requirement.source }
        : null,
    overrideRef: ({ referenceId }) => ref(referenceId).$ref,
    // Nothing is sent that is not listed.
    overrideSchema: ({ valibotSchema, jsonSchema }) =>
      valibotSchema.type === "object" ? { ...jsonSchema, additionalProperties: false } : null,
  });
}
