import { expect, test } from "vitest";
import { type Figures, figuresOf, type Guarded, GuardFailure, guard } from "../../../exporter/publish/guard";
import { Failure } from "../../../exporter/words/failure";

const of = (leads: number, companies = 5, contract_version = "1"): Guarded => ({
  clean: { leads, companies },
  contract_version,
});

const none = { read: 0, blank: 0, clean: 0, duplicate: 0, held: 0 };
const FIGURES: Figures = {
  asOf: "2026-11-22T11:00:00.000Z",
  zone: "Africa/Lagos",
  counts: { leads: none, companies: none },
  problems: [],
  notices: [],
};

test("the figures are there also when the workbook could not be told", () => {
  const stop = new GuardFailure(guard(null, of(0))!, null, FIGURES);
  const note = "The workbook could not be told.";
  const untold = new Failure(stop.code, stop.message, { ...stop.details, note, cause: stop });
  expect([stop, untold, new Error("x"), null].map(figuresOf)).toEqual([FIGURES, FIGURES, null, null]);
});

test.each<[string, Guarded | null, Guarded]>([
  ["the first publish", null, of(1)],
  ["the first publish without companies", null, of(1, 0)],
  ["the same", of(100), of(100)],
  ["more", of(100), of(1000)],
  ["20 % fewer exactly", of(100), of(80)],
  ["20 % fewer of a small number", of(5), of(4)],
  ["any number after none", of(0), of(1)],
  ["far fewer companies, but some", of(100, 1000), of(100, 1)],
])("%s is published", (_, previous, next) => expect(guard(previous, next)).toBeNull());

test.each<[string, Guarded | null, Guarded, string, RegExp]>([
  ["no clean lead, the first time", null, of(0), "NO_CLEAN_LEADS", /^There are 0 clean leads\.$/],
  ["no clean lead", of(100), of(0), "NO_CLEAN_LEADS", /0 clean leads; the current snapshot has 100\./],
  ["no clean lead after none", of(0), of(0), "NO_CLEAN_LEADS", /0 clean leads\./],
  ["just over 20 % fewer", of(100), of(79), "FEWER_LEADS", /79 clean leads, 21 % fewer than the 100 /],
  ["one row over 20 %", of(1_000_000), of(799_999), "FEWER_LEADS", /799999 .*20 % fewer than the 1000000 /],
  ["one of two", of(2), of(1), "FEWER_LEADS", /1 .*50 % fewer than the 2 /],
  ["no company where there were some", of(100), of(100, 0), "NO_CLEAN_COMPANIES", /0 clean companies; .* has 5\./],
  ["another contract", of(100), of(100, 5, "2"), "CONTRACT_CHANGED", /from version 1 to version 2/],
  ["several reasons, all said", of(100), of(1, 0, "2"), "FEWER_LEADS", /99 % fewer.*0 clean companies.*version 2/],
])("%s stops the run", (_, previous, next, code, sentence) => {
  const stop = guard(previous, next)!;
  expect(stop.code).toBe(code);
  expect(stop.sentence).toMatch(sentence);
  const failure = new GuardFailure(stop, null, FIGURES);
  expect(failure).toMatchObject({ code, exit: 4, message: stop.sentence });
  expect(failure.wayOut).toBe('Look at the workbook; if this is right, run again with --release "reason".');
});
