import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "../../exporter/config/config";
import { readWorkbook } from "../../exporter/inputs/workbook/read-workbook";
import { googleTokens } from "../../exporter/service/google-token";
import { Refusal } from "../../exporter/service/refusal";
import { Failure } from "../../exporter/words/failure";
import { loadZone } from "../../exporter/words/zone";
import { readCountry } from "../../shared/country";
import { readTimestamp } from "../../shared/timestamp";
import { temporaryFolder } from "./commands/cli";
import { failure, removeFilesAfterwards } from "./inputs/files/reading";
import { openWorld, type World } from "./inputs/workbook/local";
import { AUDIENCE, type Certs, openCerts, token } from "./service/google-account";

/** `LEAD_EXPORT_FUZZ_MINUTES=5 npx vitest run --project long test/exporter/fuzz.long.test.ts`: so long for each target. */
const SECONDS = 60 * Number(process.env.LEAD_EXPORT_FUZZ_MINUTES ?? 0.05);
const timeout = (SECONDS + 60) * 1000;

/** As many cases as fit into the time; how many that were is printed. */
async function fuzz<T>(target: string, arbitrary: fc.Arbitrary<T>, attempt: (value: T) => unknown): Promise<void> {
  let cases = 0;
  const property = fc.asyncProperty(arbitrary, async (value) => {
    cases++;
    await attempt(value);
  });
  const limit = {
    numRuns: Number.MAX_SAFE_INTEGER,
    interruptAfterTimeLimit: SECONDS * 1000,
    markInterruptAsFailure: false,
  };
  await fc.assert(property, limit);
  console.log(`${target}: ${cases} random cases in ${SECONDS} s`);
  expect(cases).toBeGreaterThan(20);
}

/** What it throws must be a failure that a person can act on. */
async function expectInWords(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Failure || error instanceof Refusal)) throw error;
  }
}

const folder = temporaryFolder();
removeFilesAfterwards();
let world: World;
let certs: Certs;
beforeAll(async () => {
  [world, certs] = await Promise.all([openWorld(), openCerts()]);
});
afterAll(async () => {
  certs.close();
  await world.google.close();
});

const scrap = fc.oneof(
  fc.constantFrom(
    '"',
    '""',
    ",",
    ";",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\ufeff",
    "\0",
    "Company",
    "HQ Location",
    "Acme",
    "é",
    "\ud83c\udf89",
  ),
  fc.string({ unit: "binary", maxLength: 5 }),
);
const texts = fc.array(scrap, { maxLength: 60 }).map((parts) => parts.join(""));
const bytes = fc.oneof(
  texts.map((text) => Buffer.from(text)),
  texts.map((text) => Buffer.from(text, "utf16le")),
  fc.uint8Array({ maxLength: 300 }),
);

test("CSV", { timeout }, () => fuzz("CSV", bytes, (content) => failure(content)));

test("JSON", { timeout }, () => {
  const damaged = fc
    .tuple(fc.json(), fc.nat(), texts)
    .map(([json, at, text]) => json.slice(0, at % (json.length + 1)) + text + json.slice((at % (json.length + 1)) + 1));
  const records = fc.json().map((json) => `[{"Company":${json},"HQ Location":"Ghana"}]`);
  return fuzz("JSON", fc.oneof(fc.json(), records, damaged), (content) => failure(content, { extension: "json" }));
});

test("the values of Google", { timeout }, () => {
  const cell = fc.oneof(
    texts,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(""),
    fc.constantFrom("#REF!", "=1/0", "Loading..."),
  );
  const rows = fc.array(fc.array(cell, { minLength: 6, maxLength: 6 }), { minLength: 1, maxLength: 6 });
  return fuzz("the values of Google", rows, async (values) => {
    world.put("Leads!A2", values);
    await expectInWords(() => readWorkbook(world.client(), { leads: "Leads", companies: "Companies" }, () => {}));
  });
});

test("timestamps", { timeout }, () => {
  const context = { zone: loadZone("Europe/Berlin"), dateOrder: "mdy", asOf: Date.UTC(2026, 10, 22) } as const;
  const part = fc.constantFrom(
    ..."0 1 2 9 11 23 31 2022 1999 - / . : , T Z + AM pm Nov Mai GMT EST W53".split(" "),
    " ",
  );
  const cell = fc.oneof(
    fc.array(part, { maxLength: 14 }).map((parts) => parts.join("")),
    texts,
    fc.double(),
  );
  return fuzz("timestamps", cell, (value) => {
    const reading = readTimestamp(value, context);
    expect(reading.problem !== null || Number.isInteger(reading.instant)).toBe(true);
  });
});

test("countries", { timeout }, () =>
  fuzz("countries", fc.oneof(texts, fc.string({ unit: "grapheme", maxLength: 40 })), (cell) => {
    const { name, problem } = readCountry(cell);
    expect(problem !== null || readCountry(name).name === name).toBe(true);
  }),
);

test("tokens", { timeout }, () => {
  const ask = googleTokens({ audiences: [AUDIENCE], emails: ["ada@example.com"], certsUrl: certs.url }, () => false);
  const claims = fc.dictionary(
    fc.constantFrom("iss", "aud", "exp", "iat", "email", "email_verified", "hd"),
    fc.jsonValue(),
    { minKeys: 1 },
  );
  const asked = fc.oneof(
    fc.string(),
    fc.base64String().map((text) => `${text}.${text}.${text}`),
    claims.map((changes) => token(changes)),
  );
  return fuzz("tokens", asked, (text) => expectInWords(() => ask(text)));
});

test("the configuration", { timeout }, () => {
  const keys = [
    "out",
    "leads",
    "keep",
    "guard",
    "targets",
    "service",
    "site",
    "mail",
    "zone",
    "dashboard",
    "decisions",
    "contract",
    "__proto__",
  ];
  const config = fc.oneof(
    fc.json(),
    texts,
    fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()).map((value) => JSON.stringify(value)),
  );
  const path = join(folder, "config.json");
  return fuzz("the configuration", config, async (text) => {
    writeFileSync(path, text);
    await expectInWords(() => readConfig(path));
    rmSync(path);
  });
});
