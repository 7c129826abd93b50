import Ajv2020, { type ValidateFunction } from "ajv/dist/2020";
import { expect } from "vitest";
import { describeService } from "../../../exporter/service/openapi";
import { ANYWHERE } from "../../../exporter/service/operations";

/** An answer as it came over the wire. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  text: string;
  /** The body, when it is JSON. */
  json: never;
}

interface Response {
  headers?: Record<string, { schema: object }>;
  content: Record<string, object>;
}
type Paths = Record<string, Record<string, { responses: Record<string, Response> }>>;

export const openapi = describeService("1.2.3");
const paths = openapi.paths as Paths;

const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addFormat("date-time", /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/);
ajv.addSchema(openapi, "service");
const compiled = new Map<string, ValidateFunction>();

/** Every answer of every operation: `POST /v1/exports 202`. */
export const DESCRIBED = Object.entries(paths).flatMap(([path, operations]) =>
  Object.entries(operations).flatMap(([method, { responses }]) =>
    Object.keys(responses)
      .filter((status) => status !== "default")
      .map((status) => `${method.toUpperCase()} ${path} ${status}`),
  ),
);

/** Those that were given in this test file. */
export const given = new Set<string>();

/** Checks an answer against the description: its status is listed there, its headers are there, and its body is of that form. */
export function held(method: string, target: string, answer: Answer): Answer {
  const { status, headers, text, json } = answer;
  const code = (json as { error?: { code: string } } | undefined)?.error?.code;
  const isAnywhere = ANYWHERE.some((one) => one === code);
  // What any address can answer stands at each.
  const path = isAnywhere
    ? "/v1/health"
    : target.replace(/\?.*/, "").replace(/^\/v1\/exports\/[^/]+/, "/v1/exports/{id}");
  const operation = isAnywhere || method === "HEAD" ? "get" : method.toLowerCase();
  const listed = isAnywhere ? "default" : String(status);
  const said = `${method} ${path} ${status}`;
  if (!isAnywhere) expect(DESCRIBED, `${said} ${text}`).toContain(said.replace(/^HEAD/, "GET"));
  given.add(said);
  const response = paths[path][operation].responses[listed];
  for (const [name, { schema }] of Object.entries(response.headers ?? {})) {
    expect([name, ajv.validate(schema, headers[name.toLowerCase()])]).toEqual([name, true]);
  }
  if (status === 405) expect(headers.allow).toMatch(/^(POST|GET, HEAD)$/);
  const [type] = Object.keys(response.content) as [string];
  expect(headers["content-type"]).toMatch(new RegExp(`^${type}`));
  if (method === "HEAD") return answer;
  const names = ["paths", path, operation, "responses", listed, "content", type, "schema"];
  const schema = `service#/${names.map(escaped).join("/")}`;
  const validate = compiled.get(schema) ?? ajv.compile({ $ref: schema });
  compiled.set(schema, validate);
  const isHeld = validate(type === "application/json" ? json : text);
  expect(isHeld, `${method} ${target} ${status} ${text} ${ajv.errorsText(validate.errors)}`).toBe(true);
  return answer;
}

function escaped(name: string): string {
  return encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));
}
