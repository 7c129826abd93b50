import { tmpdir } from "node:os";
import { expect, onTestFinished } from "vitest";
import { openStore } from "../../../exporter/stores/open-store";
import { type Fault, startProxy } from "./fault-proxy";
import { setEnvironment } from "./servers";

/** Environment, place and settings -> what a run is told. Those with a fault meet it at every request. */
interface Row {
  what: string;
  code: string;
  says?: RegExp;
  wayOut?: RegExp;
  env?: Record<string, string>;
  out?: string;
  endpoint?: string;
  fault?: Fault;
  /** It is tried again and again, and takes seconds. */
  isSlow?: true;
}

export const TABLE: readonly Row[] = [
  { what: "a wrong secret", code: "STORE_LOGIN_REFUSED", env: { AWS_SECRET_ACCESS_KEY: "no" } },
  { what: "an unknown account", code: "STORE_LOGIN_REFUSED", env: { AWS_ACCESS_KEY_ID: "nobody" } },
  {
    what: "no credentials",
    code: "STORE_NO_LOGIN",
    env: { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "", AWS_EC2_METADATA_DISABLED: "true", HOME: tmpdir() },
    wayOut: /AWS_PROFILE/,
  },
  { what: "a wrong bucket", code: "STORE_NO_BUCKET", out: "s3://ledas/x", says: /no bucket ledas/ },
  { what: "no such host", code: "STORE_UNREACHABLE", endpoint: "http://nowhere.invalid", says: /ENOTFOUND|EAI_AGAIN/ },
  { what: "nobody listening", code: "STORE_UNREACHABLE", endpoint: "http://127.0.0.1:9", says: /ECONNREFUSED/ },
  {
    what: "a server that does not answer",
    env: { LEAD_EXPORT_STORE_PATIENCE_MS: "1000" },
    code: "STORE_UNREACHABLE",
    fault: "stall",
    isSlow: true,
    says: /does not answer/,
  },
  { what: "a line that is cut", code: "STORE_UNREACHABLE", fault: "cut" },
  { what: "throttling", code: "STORE_BUSY", fault: { status: 503, code: "SlowDown" }, isSlow: true, says: /SlowDown/ },
  { what: "a server in trouble", code: "STORE_BUSY", fault: { status: 500, code: "InternalError" } },
  {
    what: "a store without room",
    code: "STORE_FULL",
    fault: { status: 507, code: "InsufficientStorage" },
    says: /no room for more/,
    wayOut: /Make room/,
  },
  { what: "a quota that is used up", code: "STORE_FULL", fault: { status: 403, code: "QuotaExceeded" } },
  { what: "an expired token", code: "STORE_LOGIN_EXPIRED", fault: { status: 400, code: "ExpiredToken" } },
  { what: "a clock that stays wrong", code: "STORE_CLOCK", fault: { status: 403, code: "RequestTimeTooSkewed" } },
  {
    what: "a missing permission",
    code: "STORE_FORBIDDEN",
    fault: { status: 403, code: "AccessDenied" },
    says: /lacks s3:PutObject on arn:aws:s3:::leads\/p\/one\./,
    wayOut: /s3:PutObject/,
  },
  {
    what: "a missing permission that Amazon names",
    code: "STORE_FORBIDDEN",
    fault: {
      status: 403,
      code: "AccessDenied",
      message:
        'User: arn:aws:iam::1:user/x is not authorized to perform: kms:GenerateDataKey on resource: "arn:aws:kms:eu-1:1:key/2" because',
    },
    says: /lacks kms:GenerateDataKey on arn:aws:kms:eu-1:1:key\/2\./,
  },
  { what: "another region", code: "STORE_REGION", fault: { status: 301, code: "PermanentRedirect" } },
  { what: "no conditional writes", code: "STORE_UNFIT", fault: { status: 501, code: "NotImplemented" } },
  { what: "what was damaged on its way", code: "STORE_DAMAGED", fault: "damage" },
  {
    what: "any other refusal",
    code: "STORE_REFUSED",
    fault: { status: 400, code: "Odd", message: "its words" },
    says: /its words/,
  },
];

/** A row of the table comes true. */
export async function meet({ code, says = /./, wayOut = /./, env = {}, out, endpoint, fault }: Row): Promise<void> {
  onTestFinished(setEnvironment(env));
  const proxy = fault === undefined ? null : await startProxy(process.env.AWS_ENDPOINT_URL_S3!, () => fault);
  if (proxy !== null) onTestFinished(proxy.close);
  const place = endpoint ?? proxy?.url;
  const store = await openStore({ out: out ?? "s3://leads/p", s3: place === undefined ? {} : { endpoint: place } });
  await expect(store.putIf("one", "text", null)).rejects.toMatchObject({
    code,
    message: expect.stringMatching(says),
    wayOut: expect.stringMatching(wayOut),
  });
}
