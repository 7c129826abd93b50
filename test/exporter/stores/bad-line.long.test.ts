import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { Store } from "../../../exporter/stores/store";
import { bridgesBadLine } from "./bridges-bad-line";
import { type Proxied, reachProxied } from "./proxied";
import { BUCKET_KINDS, isHere, named, setEnvironment } from "./servers";

const FAULTS = ["cut answer", "lose answer", "cut", "stall"] as const;
const READING: Record<string, (store: Store) => Promise<unknown>> = {
  get: (store) => store.get("one"),
  sha256: (store) => store.sha256("one"),
  list: (store) => store.list(""),
};
const WRITING: typeof READING = {
  putIf: (store) => store.putIf("new", "text", null),
  delete: (store) => store.delete(["one"]),
};

bridgesBadLine("gs");
bridgesBadLine("az");

describe.each(BUCKET_KINDS)("%s", (kind) => {
  describe.skipIf(!isHere(kind))(named(kind), () => {
    let line: Proxied;
    beforeAll(async () => {
      line = await reachProxied(kind);
      return line.close;
    });

    test("whatever is asked over a line that never gets better ends, and says why", { timeout: 120_000 }, async () => {
      onTestFinished(setEnvironment({ LEAD_EXPORT_STORE_PATIENCE_MS: "1500" }));
      const asked = FAULTS.flatMap((fault) => {
        // Where an answer is empty there is nothing to cut.
        const asks = fault === "cut answer" ? READING : { ...READING, ...WRITING };
        return Object.entries(asks).map(([name, ask]) => ({ what: `${name}: ${fault}`, fault, ask }));
      });
      const ready = await Promise.all(
        asked.map(async (one) => {
          const { out, store } = await line.place(() => null);
          await store.putIf("one", "text".repeat(100), null);
          line.strike(out, () => one.fault);
          return { ...one, store };
        }),
      );
      // Each is tried again and again: the pauses are waited for together.
      const came = await Promise.all(
        ready.map(async ({ what, ask, store }) => [
          what,
          await ask(store).then(
            () => "done",
            ({ code }) => code,
          ),
        ]),
      );
      expect(came).toEqual(asked.map(({ what }) => [what, "STORE_UNREACHABLE"]));
    });
  });
});
