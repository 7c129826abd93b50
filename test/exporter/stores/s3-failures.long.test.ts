import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { openStore } from "../../../exporter/stores/open-store";
import { type Fault, startProxy } from "./fault-proxy";
import { meet, TABLE } from "./s3-table";
import { isHere, named, reachBuckets } from "./servers";

describe.skipIf(!isHere("s3"))(named("s3"), () => {
  beforeAll(() => reachBuckets("s3"));

  test.each(TABLE.filter(({ isSlow }) => isSlow))("$what: $code", meet);

  test("throttled twice and cut once, it goes on", async () => {
    const troubles: Fault[] = [{ status: 503, code: "SlowDown" }, "cut", { status: 503, code: "SlowDown" }];
    const proxy = await startProxy(process.env.AWS_ENDPOINT_URL_S3!, () => troubles.shift() ?? null);
    onTestFinished(proxy.close);
    const store = await openStore({ out: "s3://leads/throttled", s3: { endpoint: proxy.url } });
    const version = await store.putIf("one", "text", null);
    expect(await store.get("one")).toMatchObject({ text: "text", version });
  });
});
