import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { loadZone } from "../../exporter/words/zone";
import { instantOf, kindOf, toInstant, toWall } from "../../shared/zone";

const ZONES = [
  "Africa/Lagos",
  "Europe/London",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kolkata",
  "America/Sao_Paulo",
  "Africa/Casablanca",
  "Pacific/Apia",
];
const FIRST = Date.UTC(2000, 0, 1);
const LAST = Date.UTC(2100, 0, 1);

function plainDateTime(wallMs: number): Temporal.PlainDateTime {
  return Temporal.Instant.fromEpochMilliseconds(wallMs).toZonedDateTimeISO("UTC").toPlainDateTime();
}

function temporalInstant(zone: string, wallMs: number): { instant: number; kind: string } {
  const wall = plainDateTime(wallMs);
  const at = (disambiguation: "earlier" | "later" | "compatible") =>
    wall.toZonedDateTime(zone, { disambiguation }).epochMilliseconds;
  const instant = at("compatible");
  if (at("earlier") === at("later")) return { instant, kind: "plain" };
  const exists = Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .equals(wall);
  return { instant, kind: exists ? "twice" : "gap" };
}

function temporalWall(zone: string, instant: number): number {
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime();
  return local.toZonedDateTime("UTC").epochMilliseconds;
}

describe.each(ZONES)("%s agrees with Temporal", (name) => {
  const zone = loadZone(name);

  test("at random", () => {
    fc.assert(
      fc.property(fc.integer({ min: FIRST, max: LAST }), (time) => {
        expect(toInstant(zone, time)).toEqual(temporalInstant(name, time));
        expect(toWall(zone, time)).toBe(temporalWall(name, time));
      }),
      { numRuns: 500 },
    );
  });

  test("around every clock change until 2040", () => {
    const changes = zone.starts.filter((start) => start >= FIRST && start < Date.UTC(2040, 0, 1));
    for (const start of changes) {
      for (const edge of [start, toWall(zone, start - 1) + 1, toWall(zone, start)]) {
        for (const nearby of [-1, 0, 1, -1_800_000, 900_000]) {
          const time = edge + nearby;
          expect(toInstant(zone, time), new Date(time).toISOString()).toEqual(temporalInstant(name, time));
          expect(toWall(zone, time)).toBe(temporalWall(name, time));
        }
      }
    }
  });
});

test("what was asked before, of this zone or another, changes no answer", () => {
  const zones = ZONES.map(loadZone);
  const question = fc.tuple(fc.nat(zones.length - 1), fc.integer({ min: FIRST, max: LAST }));
  fc.assert(
    fc.property(fc.array(question, { minLength: 2, maxLength: 20 }), (questions) => {
      const ask = ([i, time]: [number, number]) => {
        const fresh = { ...zones[i] };
        const kept = [instantOf(zones[i], time), kindOf(zones[i], time), toWall(zones[i], time)];
        expect(kept).toEqual([instantOf(fresh, time), kindOf(fresh, time), toWall(fresh, time)]);
      };
      questions.forEach(ask);
    }),
  );
});
