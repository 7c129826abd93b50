import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatDate } from "../../../workbench/host/services/format-date";
import { project } from "./script";

let script: Awaited<ReturnType<typeof project>>;
beforeAll(async () => {
  script = await project();
});
afterAll(() => script.services.close());

describe("Utilities.formatDate", () => {
  const at = Date.UTC(2026, 2, 8, 6, 5, 4, 37);
  const vectors: [string, string, string][] = [
    ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "America/New_York", "2026-03-08T01:05:04.037-05:00"],
    ["yyyy-MM-dd'T'HH:mm:ss'Z'", "GMT", "2026-03-08T06:05:04Z"],
    ["EEEE, d MMMM yyyy", "Asia/Kolkata", "Sunday, 8 March 2026"],
    ["EEE d MMM yy h:mm a", "Pacific/Auckland", "Sun 8 Mar 26 7:05 PM"],
    ["M/d/yyyy H:m:s", "Asia/Tokyo", "3/8/2026 15:5:4"],
    ["Z X XX XXX", "Asia/Kathmandu", "+0545 +05 +0545 +05:45"],
    ["Z X", "UTC", "+0000 Z"],
    ["HH:mm", "GMT+5:30", "11:35"],
    ["HH:mm", "GMT-3", "03:05"],
    ["K k hh 'o''clock' ''", "UTC", "6 6 06 o'clock '"],
    ["D u", "UTC", "67 7"],
    ["yyyyMMdd/HHmm", "Pacific/Kiritimati", "20260308/2005"],
  ];
  test.each(vectors)("%s in %s", (pattern, zone, text) => {
    const format = ([ms, name, letters]: [number, string, string]) => Utilities.formatDate(new Date(ms), name, letters);
    expect(script.run(format, {}, [at, zone, pattern])).toBe(text);
  });

  test("is right in every zone there is", () => {
    const zones = Intl.supportedValuesOf("timeZone");
    const time = fc.date({ min: new Date("1975-01-01"), max: new Date("2037-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(fc.constantFrom(...zones), time, (timeZone, date) => {
        const clock = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
        expect(formatDate(date.getTime(), timeZone, "yyyy-MM-dd HH:mm:ss")).toBe(clock.format(date));
      }),
      { numRuns: 300 },
    );
  });

  test("does not guess at zones and letters it does not know", () => {
    const format = (pattern: string) => Utilities.formatDate(new Date(0), "UTC", pattern);
    expect(() => script.run(format, {}, "ww")).toThrow("The pattern letter w");
    const nowhere = () => Utilities.formatDate(new Date(0), "Mars/Base", "yyyy");
    expect(() => script.run(nowhere)).toThrow("Mars/Base");
    expect(() => script.run(() => Utilities.formatDate("1970" as never, "UTC", "yyyy"))).toThrow("signature");
  });
});

describe("bytes", () => {
  const text = "Zoë 😀";

  test("digests and signatures are signed bytes of Google's own charset argument", () => {
    const made = script.run(
      (value: string) => {
        const utf8 = Utilities.Charset.UTF_8;
        return [
          Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, value, utf8),
          Utilities.computeDigest(Utilities.DigestAlgorithm.MD5, "plain"),
          Utilities.computeHmacSha256Signature(value, "kéy", utf8),
          Utilities.computeHmacSignature(Utilities.MacAlgorithm.HMAC_SHA_512, [1, -1], [0, 2]),
        ];
      },
      {},
      text,
    );
    const unsigned = made.map((bytes) => Buffer.from(Int8Array.from(bytes).buffer).toString("hex"));
    expect(unsigned).toEqual([
      createHash("sha256").update(text).digest("hex"),
      createHash("md5").update("plain").digest("hex"),
      createHmac("sha256", "kéy").update(text).digest("hex"),
      createHmac("sha512", Buffer.from([0, 2]))
        .update(Buffer.from([1, 255]))
        .digest("hex"),
    ]);
    expect(made.flat().some((byte) => byte < 0)).toBe(true);
  });

  test("base64 goes there and back, in both alphabets", () => {
    const seen = script.run(() => {
      const bytes = [-5, -17, -66, 0, 127];
      const [plain, web] = [Utilities.base64Encode(bytes), Utilities.base64EncodeWebSafe(bytes)];
      return [plain, web, Utilities.base64Decode(plain), Utilities.base64DecodeWebSafe(web)];
    });
    expect(seen).toEqual(["+++-AH8=".replace("-", "+"), "----AH8=", [-5, -17, -66, 0, 127], [-5, -17, -66, 0, 127]]);
    expect(() => script.run(() => Utilities.base64Decode("no base64!"))).toThrow("Could not decode string.");
    expect(() => script.run(() => Utilities.base64Decode("--__"))).toThrow("Could not decode string.");
  });

  test("text beyond ASCII needs a charset, as Google does not say which it takes", () => {
    const digest = (value: string) => Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_1, value);
    expect(() => script.run(digest, {}, text)).toThrow("without a Utilities.Charset");
    const ascii = (value: string) => Utilities.base64Encode(value, Utilities.Charset.US_ASCII);
    expect(script.run(ascii, {}, text)).toBe(Buffer.from("Zo? ?").toString("base64"));
  });

  test("a blob keeps its bytes, type and name", () => {
    const seen = script.run(
      (value: string) => {
        const blob = Utilities.newBlob(value, "text/csv", "a.csv");
        const copy = Utilities.newBlob(blob.getBytes());
        return [
          blob.getDataAsString(),
          copy.getDataAsString("UTF-8"),
          blob.getContentType(),
          blob.getName(),
          copy.getName(),
        ];
      },
      {},
      text,
    );
    expect(seen).toEqual([text, text, "text/csv", "a.csv", null]);
  });

  test("what bytes give belongs to the script's own realm", () => {
    expect(script.run(() => Array.isArray(Utilities.newBlob("a").getBytes()))).toBe(true);
  });
});

test("sleep takes the execution's time and nobody else's", () => {
  const before = script.clock.now();
  const started = Date.now();
  script.run(() => Utilities.sleep(300_000));
  expect(script.clock.now() - before).toBe(300_000);
  expect(Date.now() - started).toBeLessThan(300_000);
  expect(() => script.run(() => Utilities.sleep(300_001))).toThrow("Invalid argument");
});

test("every UUID is another", () => {
  const two = script.run(() => [Utilities.getUuid(), Utilities.getUuid()]);
  expect(new Set(two).size).toBe(2);
  expect(two[0]).toMatch(/^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/);
});

describe("Session", () => {
  const who = () => [Session.getActiveUser().getEmail(), Session.getEffectiveUser().getEmail()];
  const cases: [string, string, string, string][] = [
    ["the person in front", "ada@example.com", "ada@example.com", "ada@example.com"],
    ["a colleague whose edit runs the owner's trigger", "ada@example.com", "bo@example.com", "bo@example.com"],
    ["a stranger", "ada@example.com", "bo@elsewhere.org", ""],
    ["two consumer accounts", "ada@gmail.com", "bo@gmail.com", ""],
    ["a clock trigger", "ada@example.com", "", ""],
  ];
  test.each(cases)("%s", (_, user, activeUser, seen) => {
    expect(script.run(who, { user, activeUser })).toEqual([seen, user]);
  });

  test("tells a simple trigger nothing about who is there", () => {
    expect(script.run(() => Session.getActiveUser().getEmail(), { authMode: "LIMITED" })).toBe("");
    expect(() => script.run(who, { authMode: "LIMITED" })).toThrow("not sufficient to call Session.getEffectiveUser");
  });

  test("knows the script's zone and the person's language", () => {
    expect(script.run(() => [Session.getScriptTimeZone(), Session.getActiveUserLocale()])).toEqual([
      "Europe/Berlin",
      "en",
    ]);
  });
});

test("console and Logger are kept for each execution", () => {
  const { logs } = script.services;
  const [first, second] = ["one", "two"].map((word) => {
    let lines = logs.of({} as never);
    script.run(
      (text: string) => {
        console.time("whole");
        console.log("%s rows", text);
        Utilities.sleep(40);
        console.timeEnd("whole");
        console.error(new Error("no"));
        Logger.log("kept %s", text).log("twice");
        return Logger.getLog();
      },
      {
        during: (execution) => {
          lines = logs.of(execution);
        },
      },
      word,
    );
    return lines.map(({ level, text }) => [level, text.split("\n")[0]]);
  });
  expect(first).toEqual([
    ["debug", "one rows"],
    ["debug", "whole: 40ms"],
    ["error", "Error: no"],
    ["info", "kept one"],
    ["info", "twice"],
  ]);
  expect(second[0]).toEqual(["debug", "two rows"]);
});
