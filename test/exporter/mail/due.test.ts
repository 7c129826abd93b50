import { expect, test } from "vitest";
import { signature } from "../../../exporter/mail/webhook";
import { isDue, type Told, type When } from "../../../shared/answers-due";
import { daysFromCivil } from "../../../shared/calendar";

/** 22 November 2026 is a Sunday. */
const november = (day: number) => daysFromCivil(2026, 11, day);
const told = (day: number, owed = false): Told => ({ day: november(day), snapshot: "a", owed });

test.each<[When["when"], weekday: number, Told | null, day: number, isChanged: boolean, due: boolean]>([
  ["daily", 1, null, 22, false, true],
  ["daily", 1, told(21), 22, false, true],
  ["daily", 1, told(22), 22, true, false],
  ["daily", 1, told(23), 22, true, false],
  ["daily", 1, told(22, true), 22, false, true],
  ["weekly", 1, null, 25, false, true],
  ["weekly", 1, told(16), 22, true, false],
  ["weekly", 1, told(16), 23, false, true],
  ["weekly", 1, told(16), 24, false, true],
  ["weekly", 1, told(23), 29, true, false],
  ["weekly", 0, told(21), 22, false, true],
  ["change", 1, null, 22, false, true],
  ["change", 1, told(22), 22, true, true],
  ["change", 1, told(21), 22, false, false],
  ["change", 1, told(21, true), 22, false, true],
])("%s (weekday %i), told %o: on 2026-11-%i, changed %s, due is %s", (when, weekday, last, day, isChanged, due) => {
  expect(isDue({ when, weekday }, last, { day: november(day), snapshot: "b", isChanged })).toBe(due);
});

test("never of the same snapshot twice", () => {
  const news = { day: november(22), snapshot: "a", isChanged: true };
  for (const when of ["daily", "weekly", "change"] as const)
    expect(isDue({ when, weekday: 1 }, told(1), news)).toBe(false);
});

// The example of the specification: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
test("signs as Standard Webhooks do", () => {
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  const signed = signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, '{"test": 2432232314}');
  expect(signed).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
});
