import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BlobServiceClient } from "@azure/storage-blob";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openStore } from "../../../exporter/stores/open-store";
import type { AzureSettings } from "../../../exporter/stores/settings";
import type { Store } from "../../../exporter/stores/store";
import { goThrough, meet, TABLE } from "./azure-table";
import type { Asked, Fault } from "./fault-proxy";
import { randomFile } from "./random-file";
import { reachBuckets } from "./servers";

beforeAll(() => reachBuckets("az"));

const scratch = mkdtempSync(join(tmpdir(), "lead-azure-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
let count = 0;

const file = (bytes: number) => randomFile(join(scratch, `file-${count++}`), bytes);
const newPlace = () => `az://leads/place-${count++}`;

/** A new place behind a proxy. */
async function behind(faults: (asked: Asked) => Fault | null, azure: AzureSettings = {}) {
  const proxy = await goThrough(faults);
  return { store: await openStore({ out: newPlace(), azure }), proxy };
}

/** What no store of ours puts: objects, or parts of them, of other programs. */
function container() {
  return BlobServiceClient.fromConnectionString(process.env.AZURE_STORAGE_CONNECTION_STRING!).getContainerClient(
    "leads",
  );
}

test.each(TABLE.filter(({ isSlow }) => isSlow !== true))("$what: $code", meet);

test.each<[string, string, (store: Store) => Promise<unknown>]>([
  ["get", "read", (store) => store.get("one")],
  ["sha256", "read", (store) => store.sha256("one")],
  ["list", "read", (store) => store.list("one")],
  ["delete", "delete", (store) => store.delete(["one"])],
  ["clear", "read", (store) => store.clear("one")],
])("%s without its permission: %s is named", async (_, action, work) => {
  const { store } = await behind(() => ({ status: 403, code: "AuthorizationPermissionMismatch" }));
  await expect(work(store)).rejects.toMatchObject({
    code: "STORE_FORBIDDEN",
    message: expect.stringContaining(`containers/blobs/${action} on the container leads.`),
  });
});

test.each<[string, (store: Store) => Promise<unknown>]>([
  ["get", (store) => store.get("one")],
  ["sha256", (store) => store.sha256("one")],
  ["list", (store) => store.list("")],
  ["delete", (store) => store.delete(["one"])],
])("%s where there is no such container: it is named", async (_, work) => {
  const store = await openStore({ out: "az://ledas/x" });
  await expect(work(store)).rejects.toMatchObject({ code: "STORE_NO_BUCKET" });
});

test.each([1, -1])("an age is told by the store's clock, and not by one that is %i hour off", async (hours) => {
  const store = await openStore({ out: newPlace() });
  await store.putIf("one", "text", null);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + hours * 3_600_000 });
  const age = (await store.get("one").finally(() => vi.useRealTimers()))!.age;
  expect(age).toBeLessThan(60_000);
});

test("what is sent carries its MD5, and the scope of encryption where one is set", async () => {
  const { store, proxy } = await behind(() => null, { encryptionScope: "ours" });
  const [small, large] = [await file(10), await file((9 << 20) + 1)];
  // This server knows no scopes, and takes no notice of them.
  await store.put("small", small.path, small.sha256);
  await store.put("large", large.path, large.sha256);
  await store.putIf("text", "text", null);
  const puts = proxy.asked.filter(({ method }) => method === "PUT");
  expect(puts).toHaveLength(5);
  expect(puts.filter(({ headers }) => headers["content-md5"] === undefined)).toEqual([]);
  const begun = puts.filter(({ path }) => !/comp=block&/.test(path));
  expect(begun.map(({ headers }) => headers["x-ms-encryption-scope"])).toEqual(["ours", "ours", "ours"]);
});

test("blocks that were never put together are removed; what is there stays", async () => {
  const store = await openStore({ out: newPlace() });
  const { path, sha256 } = await file(10);
  await store.put("here/whole", path, sha256);
  const prefix = store.name.replace("az://leads/", "");
  for (const key of ["here/begun", "elsewhere/begun"]) {
    await container().getBlockBlobClient(`${prefix}/${key}`).stageBlock("AAAA", "text", 4);
  }
  const begun = async () => {
    const names: string[] = [];
    for await (const { name } of container().listBlobsFlat({ prefix, includeUncommitedBlobs: true })) names.push(name);
    return names.map((name) => name.slice(prefix.length + 1));
  };
  expect(await begun()).toEqual(["elsewhere/begun", "here/begun", "here/whole"]);
  await store.clear("here");
  expect(await begun()).toEqual(["elsewhere/begun", "here/whole"]);
  expect(await store.sha256("here/whole")).toBe(sha256);
});

test("a folder, as accounts with folders of their own list it, is no object, and nothing that was begun", async () => {
  const store = await openStore({ out: newPlace() });
  const folder = container().getBlockBlobClient(`${store.name.replace("az://leads/", "")}/a`);
  await folder.upload("", 0, { metadata: { hdi_isfolder: "true" } });
  const { path, sha256 } = await file(10);
  await store.put("a/one", path, sha256);
  expect(await store.list("")).toEqual([{ key: "a/one", bytes: 10 }]);
  await store.clear("");
  expect(await folder.exists()).toBe(true);
});
