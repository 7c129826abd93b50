import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { openStore } from "../../../exporter/stores/open-store";
import type { S3Settings } from "../../../exporter/stores/settings";
import type { Store } from "../../../exporter/stores/store";
import { type Asked, type Fault, startProxy } from "./fault-proxy";
import { randomFile } from "./random-file";
import { meet, TABLE } from "./s3-table";
import { isHere, named, reachBuckets } from "./servers";

const scratch = mkdtempSync(join(tmpdir(), "lead-s3-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
let count = 0;

const file = (bytes: number) => randomFile(join(scratch, `file-${count++}`), bytes);

describe.skipIf(!isHere("s3"))(named("s3"), () => {
  beforeAll(() => reachBuckets("s3"));

  /** A new place behind a proxy. */
  async function behind(faults: (asked: Asked) => Fault | null, settings: S3Settings = {}) {
    const proxy = await startProxy(process.env.AWS_ENDPOINT_URL_S3!, faults);
    onTestFinished(proxy.close);
    const store = await openStore({ out: `s3://leads/place-${count++}`, s3: { endpoint: proxy.url, ...settings } });
    return { store, proxy };
  }

  test.each(TABLE.filter(({ isSlow }) => isSlow !== true))("$what: $code", meet);

  test.each<[string, string, (store: Store) => Promise<unknown>]>([
    ["get", "s3:GetObject on arn:aws:s3:::leads/p/one", (store) => store.get("one")],
    ["sha256", "s3:GetObject on arn:aws:s3:::leads/p/one", (store) => store.sha256("one")],
    ["list", "s3:ListBucket on arn:aws:s3:::leads", (store) => store.list("one")],
    ["delete", "s3:DeleteObject on arn:aws:s3:::leads/p/one", (store) => store.delete(["one"])],
    ["clear", "s3:ListBucketMultipartUploads on arn:aws:s3:::leads", (store) => store.clear("one")],
  ])("%s without its permission: %s is named", async (_, permission, work) => {
    const proxy = await startProxy(process.env.AWS_ENDPOINT_URL_S3!, () => ({ status: 403, code: "AccessDenied" }));
    onTestFinished(proxy.close);
    const store = await openStore({ out: "s3://leads/p", s3: { endpoint: proxy.url } });
    await expect(work(store)).rejects.toMatchObject({
      code: "STORE_FORBIDDEN",
      message: expect.stringContaining(`the account lacks ${permission}.`),
    });
  });

  test.each([1, -1])("a clock that is %i hour off does no harm", async (hours) => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + hours * 3_600_000 });
    onTestFinished(() => void vi.useRealTimers());
    const { store } = await behind(() => null);
    const version = await store.putIf("one", "text", null);
    const found = await store.get("one");
    expect(found).toMatchObject({ text: "text", version });
    expect(found!.age).toBeLessThan(60_000);
  });

  test("says in its requests who pays and how to encrypt, and asks in the path or in the host as it is told", async () => {
    const settings = { requesterPays: true, encryption: "aws:kms", kmsKey: "alias/leads" } as const;
    const { store, proxy } = await behind(() => null, settings);
    const [small, large] = [await file(10), await file((9 << 20) + 1)];
    await store.put("small", small.path, small.sha256);
    await store.put("large", large.path, large.sha256);
    await store.putIf("text", "text", null);
    await store.list("");
    expect(proxy.asked.every(({ path }) => path.startsWith("/leads"))).toBe(true);
    expect(proxy.asked.filter(({ headers }) => headers["x-amz-request-payer"] !== "requester")).toEqual([]);
    // Of what is put in parts, the beginning says it for all.
    const begun = proxy.asked.filter(({ method, path }) =>
      method === "PUT" ? !/partNumber/.test(path) : /\?uploads/.test(path),
    );
    expect(begun).toHaveLength(3);
    for (const { headers } of begun) {
      expect(headers["x-amz-server-side-encryption"]).toBe("aws:kms");
      expect(headers["x-amz-server-side-encryption-aws-kms-key-id"]).toBe("alias/leads");
    }
    const hosted = await openStore({
      out: "s3://leads/p",
      s3: { endpoint: "http://nowhere.invalid", pathStyle: false },
    });
    await expect(hosted.get("x")).rejects.toMatchObject({ code: "STORE_UNREACHABLE" });
  });
});
