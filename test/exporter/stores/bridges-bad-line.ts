import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../exporter/stores/store";
import { type Asked, first } from "./fault-proxy";
import { firstOfEach, type Proxied, reachProxied } from "./proxied";
import { randomFile } from "./random-file";
import { type BucketKind, isHere, named } from "./servers";

const scratch = mkdtempSync(join(tmpdir(), "lead-line-"));
let count = 0;
const newPath = () => join(scratch, `line-${count++}`);

const FAULTS = ["cut answer", "lose answer"] as const;
const MANY_PIECES = (9 << 20) + 1;

async function putAgain(store: Store, bytes: number): Promise<boolean> {
  const { path, sha256 } = await randomFile(newPath(), bytes);
  await store.put("new", path, sha256);
  return (await store.sha256("new")) === sha256;
}

function signal(): [happened: Promise<null>, happen: () => void] {
  let happen = () => {};
  const happened = new Promise<null>((resolve) => {
    happen = () => resolve(null);
  });
  return [happened, happen];
}

/** All that is asked of a store in which `one` holds `text`, and what comes of it. */
const ASKED: [what: string, ask: (store: Store) => Promise<unknown>, comes: unknown][] = [
  ["a small object is read", (store) => store.get("one"), expect.objectContaining({ text: "text" })],
  ["an object is hashed", (store) => store.sha256("one"), expect.stringMatching(/^982d9e3e/)],
  ["objects are listed", (store) => store.list(""), [{ key: "one", bytes: 4 }]],
  ["what is not there is looked for", (store) => store.get("none"), null],
  [
    "an object is replaced",
    async (store) => store.putIf("one", "new", (await store.get("one"))!.version),
    expect.any(String),
  ],
  ["an object is made", (store) => store.putIf("new", "text", null), expect.any(String)],
  ["a small file is put", (store) => putAgain(store, 1000), true],
  ["a large file is put", (store) => putAgain(store, MANY_PIECES), true],
  ["an object is deleted", async (store) => [await store.delete(["one"]), await store.list("")], [undefined, []]],
  ["what was begun is removed", (store) => store.clear(""), undefined],
];

/** What becomes of requests to a store of this kind over a line that fails now and then. */
export function bridgesBadLine(kind: BucketKind): void {
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));
  describe.skipIf(!isHere(kind))(named(kind), () => {
    let line: Proxied;
    beforeAll(async () => {
      line = await reachProxied(kind);
      return line.close;
    });

    test("whatever is asked over a line that cuts or loses the answer to each request, once, is done", async () => {
      const asked = FAULTS.flatMap((fault) =>
        ASKED.map(([what, ask, comes]) => ({ name: `${what}: ${fault}`, fault, ask, comes })),
      );
      // Pauses between tries are waited for together.
      const came = await Promise.all(
        asked.map(async ({ name, fault, ask }) => {
          const { out, store } = await line.place(() => null);
          await store.putIf("one", "text", null);
          line.strike(out, firstOfEach(fault));
          return [name, await ask(store).catch((error: Error) => error)];
        }),
      );
      expect(Object.fromEntries(came)).toEqual(Object.fromEntries(asked.map(({ name, comes }) => [name, comes])));
    });

    test.concurrent.each(["cut answer", "slow"] as const)(
      "what is brought over a line with %s, again and again, arrives whole",
      async (fault) => {
        const { store } = await line.place(first(3, fault, isMedia));
        const { path, sha256 } = await randomFile(newPath(), 3 << 20);
        await store.put("one", path, sha256);
        const copy = newPath();
        expect(await store.fetch("one", copy)).toBe(sha256);
        expect(readFileSync(copy).equals(readFileSync(path))).toBe(true);
      },
    );

    test.concurrent("what is replaced while it is brought is not mixed with what it was", async () => {
      const { store } = await line.place(() => null);
      const version = await store.putIf("one", "x".repeat(100_000), null);
      const [hasBegun, begin] = signal();
      const [isReplaced, replaced] = signal();
      let times = 0;
      line.strike(store.name, async (asked) => {
        if (!isMedia(asked)) return null;
        if (times++ === 0) return "cut answer";
        // Half of it is here by now.
        begin();
        return isReplaced;
      });
      const bringing = store.sha256("one").catch((error) => error);
      await hasBegun;
      await store.putIf("one", "y".repeat(100_000), version);
      replaced();
      expect(await bringing).toMatchObject({ code: "STORE_CHANGED" });
    });

    /** Asks for an object's bytes, and not for what is known of it. */
    function isMedia({ method, path }: Asked): boolean {
      return method === "GET" && (kind !== "gs" || path.includes("alt=media"));
    }
  });
}
