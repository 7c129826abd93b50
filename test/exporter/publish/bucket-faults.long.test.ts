import { beforeAll, describe, expect, test } from "vitest";
import { Failure } from "../../../exporter/words/failure";
import type { Asked, Fault } from "../stores/fault-proxy";
import { type Proxied, reachProxied } from "../stores/proxied";
import { BUCKET_KINDS, isHere, named } from "../stores/servers";
import { leftovers, MONDAY, published, TUESDAY } from "./bucket";
import { removeFoldersAfterwards } from "./child";
import { run } from "./publisher";

removeFoldersAfterwards();

/** What befalls a request, what a run that cannot go on says then, and how often it is met. */
interface Trouble {
  readonly fault: Fault;
  readonly code: string;
  /** Where it happens once, a run goes on. */
  readonly once: boolean;
  readonly forEver: boolean;
}

/** On S3. What differs is how far a request came, whether trying again helps, and what is told. */
const TROUBLES: Record<string, Trouble> = {
  "a server in trouble": {
    fault: { status: 500, code: "InternalError" },
    code: "STORE_BUSY",
    once: true,
    forEver: false,
  },
  throttling: { fault: { status: 503, code: "SlowDown" }, code: "STORE_BUSY", once: false, forEver: true },
  "no room": { fault: { status: 507, code: "InsufficientStorage" }, code: "STORE_FULL", once: false, forEver: true },
  "no permission": {
    fault: { status: 403, code: "AccessDenied" },
    code: "STORE_FORBIDDEN",
    once: false,
    forEver: true,
  },
  "a line that is cut": { fault: "cut", code: "STORE_UNREACHABLE", once: true, forEver: true },
  "an answer that is lost": { fault: "lose answer", code: "STORE_UNREACHABLE", once: true, forEver: true },
  "an answer that is cut": { fault: "cut answer", code: "STORE_UNREACHABLE", once: true, forEver: false },
};
/** Of the others, what each cloud's library makes of an answer is its own. */
const OF_ALL_CLOUDS = ["an answer that is lost", "an answer that is cut"];

const isSwap = ({ method, path }: Asked) =>
  /^(PUT|POST)$/.test(method) && /current\.json/.test(decodeURIComponent(path));

describe.each(BUCKET_KINDS)("%s", (kind) => {
  describe.skipIf(!isHere(kind))(named(kind), () => {
    let line: Proxied;
    /** How many requests publishing takes, and which of them, from 1, replaces `current.json`. */
    const sites = { count: 0, swap: 0 };
    beforeAll(async () => {
      line = await reachProxied(kind);
      const { out } = await withOneSnapshot();
      line.strike(out, (asked) => {
        sites.count++;
        if (isSwap(asked)) sites.swap = sites.count;
        return null;
      });
      await run(out, "b", TUESDAY);
      return line.close;
    });

    async function withOneSnapshot() {
      const place = await line.place(() => null);
      await run(place.out, "a", MONDAY);
      return place;
    }

    const met = Object.keys(TROUBLES).filter((name) => kind === "s3" || OF_ALL_CLOUDS.includes(name));
    const cases = met.flatMap((name) => {
      const { once, forEver } = TROUBLES[name];
      return [
        ...(once ? [{ name, often: "once", times: 1 }] : []),
        ...(forEver && kind === "s3" ? [{ name, often: "for ever", times: Number.POSITIVE_INFINITY }] : []),
      ];
    });

    // Pauses between tries are waited for together.
    test.concurrent.each(cases)(
      "$name at each request, $often: what is current is whole, and is what the run says",
      { timeout: 180_000 },
      async ({ name, times }) => {
        expect(sites.swap).toBeGreaterThan(8);
        const numbers = Array.from({ length: sites.count }, (_, i) => i + 1);
        await Promise.all(numbers.map((number) => strike(TROUBLES[name], number, times)));
      },
    );

    async function strike({ fault, code }: Trouble, number: number, times: number): Promise<void> {
      const { out, store } = await withOneSnapshot();
      let asked = 0;
      line.strike(out, () => (++asked >= number && asked < number + times ? fault : null));
      const failure = await run(out, "b", TUESDAY).then(
        () => null,
        (error: unknown) => error as Failure,
      );
      line.strike(out, null);
      const what = `request ${number} of ${sites.count}, the swap is ${sites.swap}: ${failure?.code} ${failure?.message}`;
      expect(asked, what).toBeGreaterThanOrEqual(number);
      const current = await published(store);
      if (failure === null) expect(current, what).toBe("answer of b");
      else {
        expect(failure, what).toBeInstanceOf(Failure);
        expect(code, what).toBe(failure.code);
        expect(times, what).not.toBe(1);
        // Of the swap itself nobody may have heard that it was done.
        const mayBeDone = number === sites.swap && fault === "lose answer";
        expect(mayBeDone ? ["answer of a", "answer of b"] : ["answer of a"], what).toContain(current);
      }
      if (number > sites.swap) expect([failure, current], what).toEqual([null, "answer of b"]);
      await run(out, "c", TUESDAY);
      expect([await published(store), await leftovers(store)], what).toEqual(["answer of c", []]);
    }
  });
});
