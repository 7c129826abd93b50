import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { Store } from "../../../exporter/stores/store";
import { type Proxied, reachProxied } from "./proxied";
import { BUCKET_KINDS, isHere, named, setEnvironment } from "./servers";

const READING: Record<string, (store: Store) => Promise<unknown>> = {
  get: (store) => store.get("one"),
  sha256: (store) => store.sha256("one"),
  list: (store) => store.list(""),
};
const WRITING: typeof READING = {
  putIf: (store) => store.putIf("new", "text", null),
  delete: (store) => store.delete(["one"]),
};

describe.each(BUCKET_KINDS)("%s", (kind) => {
  describe.skipIf(!isHere(kind))(named(kind), () => {
    let line: Proxied;
    beforeAll(async () => {
      line = await reachProxied(kind);
      return line.close;
    });

    // Each is tried again and again: the pauses are waited for together.
    test.each(["cut answer", "lose answer", "cut", "stall"] as const)(
      "whatever is asked over a line with %s, for ever, ends and says why",
      {
        timeout: 120_000,
      },
      async (fault) => {
        if (fault === "stall") onTestFinished(setEnvironment({ LEAD_EXPORT_STORE_PATIENCE_MS: "500" }));
        // Where an answer is empty there is nothing to cut.
        const asked = fault === "cut answer" ? READING : { ...READING, ...WRITING };
        const came = await Promise.all(
          Object.entries(asked).map(async ([name, ask]) => {
            const { out, store } = await line.place(() => null);
            await store.putIf("one", "text".repeat(100), null);
            line.strike(out, () => fault);
            return [
              name,
              await ask(store).then(
                () => "done",
                ({ code }) => code,
              ),
            ];
          }),
        );
        expect(came).toEqual(Object.keys(asked).map((name) => [name, "STORE_UNREACHABLE"]));
      },
    );
  });
});
