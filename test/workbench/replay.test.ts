import { afterAll, describe, expect, it } from "vitest";
import { type Outcome, replay } from "./cassette";
import { DISCOVERY, RECORDINGS } from "./conformance";
import { googleSchemas } from "./google-schemas";
import { responseType } from "./response-type";

// Differences that are no fault of the local Google, by reason. Anything else fails.
const LISTED = new Set([
  "who may open a book is not in the recording",
  "the recording does not make this book",
  "the book was filled by a file sent to Drive",
  "Google measures the glyphs of a column it resizes",
  "the formula is beyond the local Google",
]);

describe("recordings of the real Sheets API, played against the local one", () => {
  const schema = googleSchemas(DISCOVERY);
  const counts = { passed: 0, listed: 0, failed: 0 };
  const reasons = new Map<string, number>();

  it("are all there", () => expect(RECORDINGS.size).toBe(62));

  it.each([...RECORDINGS])("%s", (_, file) => {
    const outcomes = replay(file);
    for (const outcome of outcomes) {
      counts[outcome.verdict]++;
      if (outcome.verdict === "listed") reasons.set(outcome.reason ?? "", (reasons.get(outcome.reason ?? "") ?? 0) + 1);
    }
    const failed = outcomes.filter(({ verdict }) => verdict === "failed");
    expect(
      failed.map(({ call, reason, body }) => `${call}\n${JSON.stringify(body)?.slice(0, 600)}\n${reason}`),
    ).toEqual([]);
    expect(outcomes.filter(({ verdict, reason }) => verdict === "listed" && !LISTED.has(reason ?? ""))).toEqual([]);
    for (const outcome of outcomes) checkShape(outcome);
  });

  /** Every answer is what the discovery document says the method gives. */
  function checkShape({ method, path, local, call }: Outcome): void {
    if (local === undefined || local.status !== 200) return;
    const validate = schema(responseType(method, path));
    expect(validate(local.body), `${call}: ${JSON.stringify(validate.errors?.slice(0, 3))}`).toBe(true);
  }

  afterAll(() => {
    const listed = [...reasons].map(([reason, count]) => `  ${count} listed: ${reason}`).join("\n");
    console.log(
      `${RECORDINGS.size} recordings: ${counts.passed} passed, ${counts.listed} listed, ${counts.failed} failed\n${listed}`,
    );
  });
});
