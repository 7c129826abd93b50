import Ajv2020, { type ValidateFunction } from "ajv/dist/2020";
import { expect } from "vitest";
import openapi from "../../../exporter/service/openapi.json";

/** An answer as it came over the wire. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  text: string;
  /** The body, when it is JSON. */
  json: never;
}

interface Described {
  headers?: Record<string, { $ref: string }>;
  content: Record<string, { schema: object }>;
}
type Operation = { responses: Record<string, Described | { $ref: string }> };

const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addSchema(openapi, "service");
const compiled = new Map<string, ValidateFunction>();

/** Answers that any address can give, whatever it is. */
const EVERYWHERE: Record<string, string> = {
  NO_SUCH_PATH: "NoSuchPath",
  METHOD_NOT_ALLOWED: "MethodNotAllowed",
  MALFORMED_REQUEST: "MalformedRequest",
  REQUEST_TIMEOUT: "RequestTimeout",
  HEADERS_TOO_LARGE: "HeadersTooLarge",
};

/** Every answer of every operation: `POST /v1/exports 202`. */
export const DESCRIBED = Object.entries(openapi.paths).flatMap(([path, operations]) =>
  Object.entries(operations as Record<string, Operation>).flatMap(([method, { responses }]) =>
    Object.keys(responses).map((status) => `${method.toUpperCase()} ${path} ${status}`),
  ),
);

/** Those that were given in this test file. */
export const given = new Set<string>();

/** Checks an answer against the description: its status is listed there, its headers are there, and its body is of that form. */
export function held(method: string, target: string, answer: Answer): Answer {
  const path = openapiPath(target);
  const { status, headers, text, json } = answer;
  const code: string | undefined = (json as { error?: { code: string } } | undefined)?.error?.code;
  const operation = (openapi.paths as Record<string, Record<string, Operation>>)[path]?.[
    method === "HEAD" ? "get" : method.toLowerCase()
  ];
  let pointer: string;
  if (code !== undefined && code in EVERYWHERE) pointer = `#/components/responses/${EVERYWHERE[code]}`;
  else {
    const said = `${method} ${path} ${status}`;
    expect(DESCRIBED, `${said} ${text}`).toContain(`${method === "HEAD" ? "GET" : method} ${path} ${status}`);
    given.add(said);
    const response = operation.responses[status];
    pointer =
      "$ref" in response
        ? response.$ref
        : `#/paths/${escaped(path)}/${method === "HEAD" ? "get" : method.toLowerCase()}/responses/${status}`;
  }
  const described = at<Described>(pointer);
  for (const [name, { $ref }] of Object.entries(described.headers ?? {})) {
    const { schema } = at<{ schema: object }>($ref);
    expect([name, ajv.validate(schema, headers[name.toLowerCase()])]).toEqual([name, true]);
  }
  const [type] = Object.keys(described.content);
  expect(headers["content-type"]).toMatch(new RegExp(`^${type}`));
  if (method !== "HEAD") {
    const schema = `service${pointer}/content/${escaped(type)}/schema`;
    const validate = compiled.get(schema) ?? ajv.compile({ $ref: schema });
    compiled.set(schema, validate);
    const isHeld = validate(type === "application/json" ? json : text);
    expect(isHeld, `${method} ${target} ${status} ${text} ${ajv.errorsText(validate.errors)}`).toBe(true);
  }
  return answer;
}

/** The path of the description that an address belongs to. */
function openapiPath(target: string): string {
  const [path] = target.split("?") as [string];
  return path.replace(/^\/v1\/exports\/[^/]+/, "/v1/exports/{id}");
}

function escaped(name: string): string {
  return encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));
}

function at<T>(pointer: string): T {
  const names = pointer
    .slice(2)
    .split("/")
    .map((name) => decodeURIComponent(name).replaceAll("~1", "/").replaceAll("~0", "~"));
  return names.reduce((value, name) => (value as Record<string, unknown>)[name], openapi as unknown) as T;
}
