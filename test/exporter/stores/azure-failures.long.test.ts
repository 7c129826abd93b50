import { beforeAll, expect, test } from "vitest";
import { openStore } from "../../../exporter/stores/open-store";
import { goThrough, meet, TABLE } from "./azure-table";
import type { Fault } from "./fault-proxy";
import { reachBuckets } from "./servers";

beforeAll(() => reachBuckets("az"));

test.each(TABLE.filter(({ isSlow }) => isSlow))("$what: $code", meet);

test("throttled twice and cut once, it goes on", async () => {
  const troubles: Fault[] = [{ status: 503, code: "ServerBusy" }, "cut", { status: 500, code: "InternalError" }];
  await goThrough(() => troubles.shift() ?? null);
  const store = await openStore({ out: "az://leads/throttled" });
  const version = await store.putIf("one", "text", null);
  expect(await store.get("one")).toMatchObject({ text: "text", version });
});
