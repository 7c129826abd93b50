import { expect } from "vitest";
import { EXIT } from "../../../exporter/words/exit";
import { Failure } from "../../../exporter/words/failure";
import type { Scenario } from "./scenario";
import { type Left, PERSONS, type Spoken } from "./stage";

/**
 * `identical`: everything as without a fault. `untold`: the files are, and the run says that the tabs are not. `fallback`: the last good
 * copy was published, and the run says so. `refused`: nothing new, and why.
 */
export type Outcome = "identical" | "untold" | "fallback" | "refused";

/** What came of a run. Fails the test when it is none of the lawful outcomes, or not what the run said of itself. */
export function judge({ before, clean, fallback }: Scenario, spoken: Spoken, left: Left, what: string): Outcome {
  const { result, failure } = spoken;
  expectFitToRead(spoken, what);
  if (failure !== null) {
    expectGooglesFault(failure, what);
    expectNothingNew(before, left, what);
    expectToldOrSaid(failure as Failure, before, left, what);
    return "refused";
  }
  expect(result?.published, what).toBe(true);
  const notices = result!.report.notices.map(({ code }) => code);
  const isFallback = notices.includes("FALLBACK_USED");
  const wanted = isFallback ? fallback : clean;
  expect(wanted, `${what}: a copy is used that nobody made`).not.toBeNull();
  expect(left.snapshot, what).toBe(wanted!.snapshot);
  expect(withoutAge(left), what).toEqual(withoutAge(wanted!));
  if (isFallback) {
    const isTold = left.summary !== before.summary;
    if (isTold) expect(left.summary, what).toContain(left.snapshot!);
    else expect(notices.includes("SUMMARY_NOT_WRITTEN") || result!.summaryFailure !== undefined, what).toBe(true);
    return "fallback";
  }
  if (result!.summaryFailure !== undefined) {
    expect(result!.summaryFailure, what).toMatchObject({ code: "SUMMARY_NOT_WRITTEN", exit: EXIT.other });
    expectGooglesFault(result!.summaryFailure.cause, what);
    expect([before.summary, clean.summary], what).toContain(left.summary);
    expect([before.records, clean.records], what).toContainEqual(left.records);
    return "untold";
  }
  expect(left.summary, what).toBe(clean.summary);
  expect(left.records, what).toEqual(clean.records);
  return "identical";
}

/** Named as what it is, never as a fault of the program. */
function expectGooglesFault(failure: unknown, what: string): void {
  expect(failure, what).toBeInstanceOf(Failure);
  const { code, exit } = failure as Failure;
  expect(code, what).toMatch(/^SHEETS_/);
  expect(exit, what).toBe(code === "SHEETS_REFUSED" ? EXIT.other : EXIT.unreachable);
}

function expectNothingNew(before: Left, left: Left, what: string): void {
  const { current, snapshots, copies, files } = left;
  expect({ current, snapshots, copies, files }, what).toEqual({
    current: before.current,
    snapshots: before.snapshots,
    copies: before.copies,
    files: before.files,
  });
}

/** The reason stands on top of the Summary tab, whose answers stay, and in the Exports tab; or the failure says that it does not. */
function expectToldOrSaid(failure: Failure, before: Left, left: Left, what: string): void {
  expect(left.answers, what).toBe(before.answers);
  if (failure.wayOut.includes("The workbook could not be told.")) return;
  expect(left.summary, what).toContain(JSON.stringify(failure.message).slice(1, -1));
  expect(left.records[0], what).toMatch(/^failed/);
  expect(left.records, what).toHaveLength(before.records.length + 1);
}

/** No sentence is empty, names a person of the workbook, or holds a token or a key. */
function expectFitToRead({ result, failure, said }: Spoken, what: string): void {
  const sentences = [...said];
  for (const one of [failure, result?.summaryFailure]) {
    if (one instanceof Failure) sentences.push(one.message, one.wayOut);
    for (let error: unknown = one; error instanceof Error; error = error.cause) sentences.push(error.message);
  }
  for (const { sentence } of result?.report.notices ?? []) sentences.push(sentence);
  for (const sentence of sentences) {
    expect(sentence.trim(), what).not.toBe("");
    expect(sentence, what).not.toMatch(SECRETS);
  }
}

const SECRETS = new RegExp([...PERSONS, "local\\.[\\w-]{20}", "PRIVATE KEY", "Bearer", "eyJ"].join("|"), "i");

/** A page made from a copy says how old the copy was: that depends on how long Google was waited for. */
function withoutAge({ files }: Left): Record<string, string> {
  const { "dashboard.html": _, ...others } = files!;
  return others;
}

/** How often each outcome came, for one line at the end. */
export class Tally {
  private readonly counts = new Map<string, number>();

  add(outcome: string): void {
    this.counts.set(outcome, (this.counts.get(outcome) ?? 0) + 1);
  }

  get total(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  toString(): string {
    return [...this.counts].map(([outcome, count]) => `${count} ${outcome}`).join(", ");
  }
}
