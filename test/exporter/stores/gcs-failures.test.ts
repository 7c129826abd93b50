import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { openStore } from "../../../exporter/stores/open-store";
import { type Fault, first, startProxy } from "./fault-proxy";
import { isHere, named, reachBuckets } from "./servers";

const refused = (status: number, message: string): Fault => ({ status, json: { error: { code: status, message } } });

describe.skipIf(!isHere("gs"))(named("gs"), () => {
  beforeAll(() => reachBuckets("gs"));

  /** A place behind a proxy. */
  async function behind(faults: Parameters<typeof startProxy>[1]) {
    const proxy = await startProxy(process.env.STORAGE_EMULATOR_HOST!, faults);
    onTestFinished(proxy.close);
    return openStore({ out: "gs://leads/p", gcs: { endpoint: proxy.url } });
  }

  const TABLE: [what: string, code: string, says: RegExp, fault: Fault][] = [
    [
      "no credentials",
      "STORE_NO_LOGIN",
      /no credentials/,
      refused(401, "Anonymous caller does not have storage.objects.create access."),
    ],
    ["refused credentials", "STORE_LOGIN_REFUSED", /./, refused(401, "Invalid Credentials")],
    [
      "a missing permission",
      "STORE_FORBIDDEN",
      /lacks storage\.objects\.create on the bucket leads/,
      refused(403, "x@y does not have storage.objects.create access to the Google Cloud Storage object."),
    ],
    [
      "a missing permission that is not named",
      "STORE_FORBIDDEN",
      /lacks storage\.objects\.create/,
      refused(403, "No."),
    ],
    ["a grant that was withdrawn", "STORE_LOGIN_EXPIRED", /./, refused(400, "invalid_grant")],
    ["a store without room", "STORE_FULL", /no room/, refused(507, "full")],
    ["any other refusal", "STORE_REFUSED", /its words/, refused(400, "its words")],
  ];
  test.each(TABLE)("%s: %s", async (_, code, says, fault) => {
    const store = await behind(() => fault);
    await expect(store.putIf("one", "text", null)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(says),
    });
  });

  test("a wrong bucket is named", async () => {
    const store = await openStore({ out: "gs://ledas/x" });
    await expect(store.putIf("one", "text", null)).rejects.toMatchObject({ code: "STORE_NO_BUCKET" });
    await expect(store.list("")).rejects.toMatchObject({ code: "STORE_NO_BUCKET" });
  });

  test("throttled once, it goes on; a replacement whose answer is lost has been won", async () => {
    const throttled = await behind(first(1, refused(503, "Busy")));
    const version = await throttled.putIf("throttled", "text", null);
    expect(await throttled.get("throttled")).toMatchObject({ text: "text", version });
    const lost = await behind(first(1, "lose answer", ({ method }) => method === "POST"));
    const won = await lost.putIf("lost", "mine", null);
    expect(await lost.get("lost")).toMatchObject({ text: "mine", version: won });
  });
});
