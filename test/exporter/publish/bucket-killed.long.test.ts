import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verify } from "../../../exporter/publish/verify";
import { BUCKET_FAILPOINTS } from "../../../exporter/stores/failpoint";
import { BUCKET_KINDS, isHere, named, reachBuckets } from "../stores/servers";
import { leftovers, MONDAY, newPlace, published, TUESDAY } from "./bucket";
import { removeFoldersAfterwards, start } from "./child";
import { run } from "./publisher";

removeFoldersAfterwards();

const SWAPPED = BUCKET_FAILPOINTS.indexOf("pointer-swapped");

describe.each(BUCKET_KINDS)("%s", (kind) => {
  describe.skipIf(!isHere(kind))(named(kind), () => {
    beforeAll(() => reachBuckets(kind));

    describe.each(BUCKET_FAILPOINTS)("killed at %s", (point) => {
      const isAfterSwap = BUCKET_FAILPOINTS.indexOf(point) >= SWAPPED;

      test("the first publish: nothing or all of it is there, and the next run succeeds", async () => {
        const { out, store } = await newPlace(kind);
        const killed = await start(out, "a", MONDAY, { LEAD_EXPORT_FAILPOINT: point }).ended;
        expect(killed.signal, killed.errors).toBe("SIGKILL");
        expect(await published(store)).toBe(isAfterSwap ? "answer of a" : null);
        const name = await run(out, "a", MONDAY);
        expect([await published(store), await leftovers(store)]).toEqual(["answer of a", []]);
        const keys = (await store.list("snapshots")).map(({ key }) => key.split("/")[1]);
        expect([...new Set(keys)]).toEqual([name]);
      });

      test("a replacement: the previous snapshot is whole and current until the swap", async () => {
        const { out, store } = await newPlace(kind);
        const a = await run(out, "a", MONDAY);
        const killed = await start(out, "b", TUESDAY, { LEAD_EXPORT_FAILPOINT: point }).ended;
        expect(killed.signal, killed.errors).toBe("SIGKILL");
        expect(await published(store)).toBe(isAfterSwap ? "answer of b" : "answer of a");
        await run(out, "c", TUESDAY);
        expect([await published(store), await leftovers(store)]).toEqual(["answer of c", []]);
        await verify(store, a);
      });
    });
  });
});

describe.skipIf(!isHere("s3"))(named("s3"), () => {
  beforeAll(() => reachBuckets("s3"));
  const scratch = mkdtempSync(join(tmpdir(), "lead-parts-"));
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  test("killed between two parts of a large file: the next run removes the parts", async () => {
    const { S3Client, ListMultipartUploadsCommand } = await import("@aws-sdk/client-s3");
    const client = new S3Client({ endpoint: process.env.AWS_ENDPOINT_URL_S3!, forcePathStyle: true });
    const begun = async () => {
      const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: "leads" }));
      return Uploads.length;
    };
    const { out, store } = await newPlace("s3");
    await run(out, "a", MONDAY);
    const env = { LEAD_EXPORT_FAILPOINT: "part-uploaded", REPEAT: String(20 << 20) };
    expect((await start(out, "b", TUESDAY, env).ended).signal).toBe("SIGKILL");
    expect([await begun(), await published(store)]).toEqual([1, "answer of a"]);
    await run(out, "b", TUESDAY);
    expect([await begun(), await published(store)]).toEqual([0, "answer of b"]);
  });

  test("a large file that is put while another is: each is whole", async () => {
    const { store } = await newPlace("s3");
    const path = join(scratch, "large");
    writeFileSync(path, randomBytes(20 << 20));
    const { sha256Of } = await import("../../../exporter/stores/sha256");
    const sha256 = await sha256Of(path);
    await Promise.all(["one", "two"].map((key) => store.put(key, path, sha256)));
    expect([await store.sha256("one"), await store.sha256("two")]).toEqual([sha256, sha256]);
  });
});
