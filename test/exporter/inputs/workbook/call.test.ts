import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Call, makeCaller, type Tried } from "../../../../exporter/inputs/workbook/call";
import { lost, misshapen, type Outcome, type Trouble, troubleOf } from "../../../../exporter/inputs/workbook/outcome";
import { Failure } from "../../../../exporter/words/failure";
import { virtualPace } from "./virtual-pace";

const MINUTE = 60_000;
const answer = (status: number, text = "", retryAfter: string | null = null) =>
  troubleOf({ status, text, retryAfter }, 0);
const rateLimited = answer(403, JSON.stringify({ error: { errors: [{ reason: "rateLimitExceeded" }] } }));
const reset = lost(Object.assign(new Error("reset"), { code: "ECONNRESET" }));

interface Made {
  attempts: number[];
  slept: number[];
  value?: string;
  given?: { trouble: Trouble; tried: Tried };
}

/** Makes one call whose attempts come to `outcomes`, one after the other; the last one again and again. */
async function make(
  outcomes: (Trouble | "ok")[],
  call: Partial<Call<string>> = {},
  pace = virtualPace(),
): Promise<Made> {
  const attempts: number[] = [];
  const begun = pace.now();
  const made: Made = { attempts, slept: pace.slept };
  try {
    made.value = await makeCaller(pace)({
      what: "testing",
      kind: "read",
      attempt: async (): Promise<Outcome<string>> => {
        const outcome = outcomes[Math.min(attempts.length, outcomes.length - 1)];
        attempts.push(pace.now() - begun);
        return outcome === "ok" ? { value: "done" } : { trouble: outcome };
      },
      failure: (trouble, tried) => {
        made.given = { trouble, tried };
        return new Failure("SHEETS_UNREACHABLE", "given up");
      },
      ...call,
    });
  } catch (error) {
    expect(error).toMatchObject({ message: "given up" });
  }
  return made;
}

describe("what is tried again", () => {
  test.each<[string, Trouble]>([
    ["408", answer(408)],
    ["429", answer(429)],
    ["403 that is a rate limit", rateLimited],
    ["500", answer(500)],
    ["502 with a web page", answer(502, "<html>")],
    ["503", answer(503)],
    ["a connection that is cut", reset],
    ["a success that is none", misshapen("cut short")],
  ])("%s, three times in a row, and then the value is there", async (_, trouble) => {
    const made = await make([trouble, trouble, trouble, "ok"]);
    expect(made).toMatchObject({ value: "done" });
    expect(made.attempts).toHaveLength(4);
  });

  test.each<[string, Trouble]>([
    ["400", answer(400)],
    ["403 that is no rate limit", answer(403, '{"error":{"message":"no"}}')],
    ["404", answer(404)],
    ["413", answer(413)],
  ])("%s is final", async (_, trouble) => {
    expect((await make([trouble, "ok"])).attempts).toHaveLength(1);
  });

  test("a success that is none is asked for four times at most: a change of the API does not pass", async () => {
    expect((await make([misshapen("empty")])).attempts).toHaveLength(4);
  });

  test("a refused token is renewed once", async () => {
    let renewed = 0;
    const renewToken = async () => ++renewed > 0;
    expect(await make([answer(401), "ok"], { renewToken })).toMatchObject({ value: "done" });
    expect((await make([answer(401)], { renewToken })).attempts).toHaveLength(2);
    expect((await make([answer(401)], { renewToken: async () => false })).attempts).toHaveLength(1);
    expect(renewed).toBe(2);
  });
});

describe("writes", () => {
  test.each<[string, Trouble]>([
    ["503", answer(503)],
    ["a cut connection", reset],
    ["an answer cut short", misshapen("cut short")],
  ])("a plain one is not sent again after %s, for it may have been carried out", async (_, trouble) => {
    const made = await make([trouble, "ok"], { kind: "write" });
    expect(made.attempts).toHaveLength(1);
    expect(made.given?.tried.mayHaveApplied).toBe(true);
  });

  test.each([answer(429), rateLimited])("a plain one is sent again when the quota refused it", async (trouble) => {
    expect(await make([trouble, "ok"], { kind: "write" })).toMatchObject({ value: "done" });
  });

  test("one that changes nothing the second time is sent again like a read", async () => {
    expect(await make([answer(503), reset, "ok"], { kind: "idempotent-write" })).toMatchObject({ value: "done" });
  });
});

describe("waiting", () => {
  test("for ever refused over the quota, it is tried for longer than two and a half minutes and at most five", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const { given, attempts } = await make([answer(429)], {}, virtualPace(20_000, seed));
        expect(given!.tried.ms).toBeGreaterThan(150_000);
        expect(given!.tried.ms).toBeLessThanOrEqual(300_000);
        expect(attempts.length).toBeLessThan(60);
      }),
      { numRuns: 100 },
    );
  });

  test("waits grow to a cap of 64 seconds, and are spread: callers that failed together do not return together", async () => {
    const waits = Array.from({ length: 200 }, (_, seed) => make([answer(503)], {}, virtualPace(20_000, seed * 7919)));
    const all = (await Promise.all(waits)).map(({ slept }) => slept);
    expect(Math.max(...all.flat())).toBeLessThanOrEqual(64_000);
    for (const nth of [0, 2, 4]) {
      const those = all.map((slept) => slept[nth]);
      const mean = those.reduce((sum, ms) => sum + ms, 0) / those.length;
      const deviation = Math.sqrt(those.reduce((sum, ms) => sum + (ms - mean) ** 2, 0) / those.length);
      expect(deviation / mean).toBeGreaterThan(0.25);
      expect(mean).toBeGreaterThan(400 * 2 ** nth);
    }
  });

  test.each([
    ["seconds", "30", 30_000],
    ["a date", new Date(45_000).toUTCString(), 45_000],
  ])("Retry-After in %s is kept to", async (_, header, ms) => {
    const { slept, value } = await make([answer(429, "", header), "ok"]);
    expect(value).toBe("done");
    expect(slept[0]).toBeGreaterThanOrEqual(ms);
  });

  test("a Retry-After beyond the time there is ends the call at once", async () => {
    expect((await make([answer(503, "", "3600"), "ok"])).attempts).toHaveLength(1);
  });

  test("an attempt that never ends is ended, and made again", async () => {
    let attempts = 0;
    const hanging = (signal: AbortSignal) =>
      new Promise<Outcome<string>>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    const attempt = async (signal: AbortSignal): Promise<Outcome<string>> => {
      attempts++;
      return attempts < 3 ? hanging(signal) : { value: "done" };
    };
    expect(await make([], { attempt }, virtualPace(20))).toMatchObject({ value: "done" });
    expect(attempts).toBe(3);
  });

  test("a bug in an attempt is not taken for trouble", async () => {
    const attempt = async () => {
      throw new TypeError("a bug");
    };
    await expect(make([], { attempt })).rejects.toThrow();
  });
});

test("no 60 seconds ever hold more than 60 reads and 60 writes, and neither waits for the other", async () => {
  const pace = virtualPace();
  const caller = makeCaller(pace);
  const at = { read: [] as number[], write: [] as number[] };
  for (let i = 0; i < 300; i++) {
    const kind = i % 3 === 0 ? "write" : "read";
    await caller<null>({
      what: "testing",
      kind,
      attempt: async () => {
        at[kind].push(pace.now());
        return { value: null };
      },
      failure: () => new Failure("SHEETS_UNREACHABLE", "x"),
    });
  }
  expect([at.read.length, at.write.length]).toEqual([200, 100]);
  for (const times of [at.read, at.write]) {
    for (const start of times) {
      expect(times.filter((time) => time > start - MINUTE && time <= start).length).toBeLessThanOrEqual(60);
    }
  }
  // The first 60 of each wait for nothing.
  expect(at.read[59] - at.read[0]).toBe(0);
});
