import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { manifestText } from "../../../exporter/publish/manifest";
import { expectFailure, program, published, run, runWords, TWO_COMPANIES, workplace } from "./world";

// Thirty leads in rows 2 to 31, every third in Ghana.
const COUNTRIES = ["Nigeria", "Kenya", "Ghana"];
const THIRTY = Array.from({ length: 30 }, (_, i) => {
  return ["Acme", "Ada", `Obi ${i + 2}`, "CTO", COUNTRIES[i % 3], "2026-11-20 08:00:00"];
});
const BLANK = Array.from({ length: 6 }, () => "");

const place = workplace();
const companies = place.companies("companies.csv", TWO_COMPANIES);
const out = place.newOut();
await published({ leads: place.leads("thirty.csv", THIRTY), companies, out });

type Rows = unknown[][];
const fates = (some: Partial<Record<"held" | "repeat" | "blank" | "gone", number>>) => ({
  held: 0,
  repeat: 0,
  blank: 0,
  gone: 0,
  ...some,
});

interface Told {
  vanished: number;
  fates: ReturnType<typeof fates>;
  appeared: number;
  blank: [from: number, to: number][];
  last: [before: number | null, now: number | null];
  sentence: string;
}

const EARLIER = ["--as-of", "2026-11-21T12:00:00+01:00", "--zone", "Africa/Lagos"];

test.each<[string, Rows, Told, string[]?]>([
  [
    "the tail was cleared",
    THIRTY.map((row, i) => (i < 18 ? row : BLANK)),
    {
      vanished: 12,
      fates: fates({ blank: 12 }),
      appeared: 0,
      blank: [[20, 31]],
      last: [31, 19],
      sentence:
        "Since the current snapshot 12 leads vanished (12 now blank) and 0 appeared; rows 20 to 31 are blank now; the last lead was in row 31, now it is in row 19.",
    },
  ],
  [
    "rows were cut in the middle",
    THIRTY.toSpliced(4, 10),
    {
      vanished: 10,
      fates: fates({ gone: 10 }),
      appeared: 0,
      blank: [[22, 31]],
      last: [31, 21],
      sentence:
        "Since the current snapshot 10 leads vanished (10 now another row) and 0 appeared; rows 22 to 31 are blank now; the last lead was in row 31, now it is in row 21.",
    },
  ],
  [
    "a filter's copy dropped one country",
    THIRTY.filter((row) => row[4] !== "Ghana"),
    {
      vanished: 10,
      fates: fates({ blank: 4, gone: 6 }),
      appeared: 0,
      blank: [[22, 31]],
      last: [31, 21],
      sentence:
        "Since the current snapshot 10 leads vanished (4 now blank, 6 now another row) and 0 appeared; rows 22 to 31 are blank now; the last lead was in row 31, now it is in row 21.",
    },
  ],
  [
    "it was only sorted, under an earlier as-of",
    THIRTY.toReversed(),
    { vanished: 0, fates: fates({}), appeared: 0, blank: [], last: [31, 31], sentence: "" },
    EARLIER,
  ],
  [
    "companies and countries stand in each other's columns",
    THIRTY.map(([company, first, last, title, country, time]) => [country, first, last, title, company, time]),
    {
      vanished: 30,
      fates: fates({ gone: 30 }),
      appeared: 30,
      blank: [],
      last: [31, 31],
      sentence: "Since the current snapshot 30 leads vanished (30 now another row) and 30 appeared.",
    },
  ],
  [
    "every timestamp broke",
    THIRTY.map((row) => [...row.slice(0, 5), "#REF!"]),
    {
      vanished: 30,
      fates: fates({ held: 30 }),
      appeared: 0,
      blank: [],
      last: [31, null],
      sentence:
        "Since the current snapshot 30 leads vanished (30 now waiting) and 0 appeared; the last lead was in row 31, now there is none.",
    },
  ],
  [
    "one row was filled down",
    THIRTY.map((row, i) => (i < 10 ? row : THIRTY[9])),
    {
      vanished: 20,
      fates: fates({ repeat: 20 }),
      appeared: 0,
      blank: [],
      last: [31, 11],
      sentence:
        "Since the current snapshot 20 leads vanished (20 now a repeat) and 0 appeared; the last lead was in row 31, now it is in row 11.",
    },
  ],
])(
  "a stop explains itself: %s",
  async (name, rows, told, when) => {
    const leads = place.leads(`${name}.csv`, rows);
    const stopped = await run({ leads, companies, out, ...(when && { when }) });
    expectFailure(stopped, 4, stopped.json.error!.code);
    const { leads: changes, companies: others } = stopped.json.changes!;
    const { first, count, ...became } = changes.vanished;
    expect([count, became]).toEqual([told.vanished, told.fates]);
    expect(first).toHaveLength(Math.min(20, told.vanished));
    // Each row is listed with the place it had.
    for (const { row, key } of first) expect(key).toEqual(["Acme", "Ada", `Obi ${row}`, COUNTRIES[(row - 2) % 3]]);
    expect(changes.appeared.count).toBe(told.appeared);
    expect(changes.blank.first.map(({ from, to }) => [from, to])).toEqual(told.blank);
    expect(changes.last).toEqual({ before: told.last[0], now: told.last[1] });
    expect([others.vanished.count, others.appeared.count, others.blank.rows]).toEqual([0, 0, 0]);
    const { sentence } = stopped.json.error!;
    expect(sentence.includes("Since")).toBe(told.sentence !== "");
    expect(sentence.endsWith(told.sentence)).toBe(true);
  },
  60_000,
);

test("the terminal lists the first twenty rows of each kind, and no cell can write to it", async () => {
  const rows = [
    ...THIRTY.slice(0, 6),
    ["\u001b[31mEvil\u0007 \u202eInc\nLtd", "Ben", "Eze", "CTO", "Ghana", "2026-11-20 08:00:00"],
  ];
  const words = runWords({ leads: place.leads("hostile.csv", rows), companies, out });
  const { stdout, stderr, code } = await program(words.filter((word) => word !== "--json"));
  expect(code).toBe(4);
  expect(stdout).toMatch(/^Vanished from Leads since the current snapshot: 24\n\n {2}row +8 +Acme, Ada, Obi 8, /m);
  expect(stdout).toMatch(/\n {2}row +9 +Acme, Ada, Obi 9, Kenya \(now blank\)\n/);
  expect(stdout).toContain("\n  ... and 4 more\n");
  const added = /^New in Leads since the current snapshot: 1\n\n {2}row 8 +(.*)$/m.exec(stdout)![1];
  expect(added).toMatch(/^\S*Evil\S* \S*Inc Ltd, Ben, Eze, Ghana$/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  expect(stderr).toContain("24 leads vanished");
  expect(stderr).not.toContain("Evil");
}, 60_000);

test("companies are explained too, and a first run has nothing to compare with", async () => {
  const leads = place.leads("thirty.csv", THIRTY);
  const one = place.companies("one.csv", [["Gamma", "Kenya"]]);
  const stopped = await run({ leads, companies: one, out });
  expect(stopped.json.changes!.companies.vanished.first).toEqual([
    { row: 2, key: ["Acme", "Nigeria"], now: "gone" },
    { row: 3, key: ["Beta", "Ghana"], now: "blank" },
  ]);
  expect(stopped.json.changes!.companies.appeared.first).toEqual([{ row: 2, key: ["Gamma", "Kenya"] }]);
  const none = place.leads("none.csv", []);
  const first = await run({ leads: none, companies, out: place.newOut() });
  expect([first.code, first.json.changes]).toEqual([4, null]);
}, 60_000);

test.each<[string, (file: string) => void]>([
  ["damaged", (file) => writeFileSync(file, "PAR1 and no more")],
  ["gone", (file) => rmSync(file)],
])(
  "where the file to compare with is %s, the run is stopped all the same, and nothing is said",
  async (_, harm) => {
    const harmed = place.copyOf(out);
    const { snapshot } = (await run({ leads: place.leads("t.csv", THIRTY), companies, out })).json;
    harm(join(harmed, "snapshots", snapshot!, "leads.parquet"));
    const stopped = await run({ leads: place.leads("two.csv", THIRTY.slice(0, 2)), companies, out: harmed });
    expectFailure(stopped, 4, "FEWER_LEADS");
    expect(stopped.json.changes).toBeNull();
    expect(stopped.json.error!.sentence).not.toContain("vanished");
  },
  60_000,
);

test("rows of another contract are not compared: their keys are others", async () => {
  const older = place.copyOf(out);
  const { snapshot } = JSON.parse(readFileSync(join(older, "current.json"), "utf8"));
  const path = join(older, "snapshots", snapshot, "manifest.json");
  const { seal: _, ...manifest } = JSON.parse(readFileSync(path, "utf8"));
  writeFileSync(path, manifestText({ ...manifest, contract_version: "0" }));
  const stopped = await run({ leads: place.leads("most.csv", THIRTY.slice(1)), companies, out: older });
  expectFailure(stopped, 4, "CONTRACT_CHANGED");
  expect(stopped.json.changes).toBeNull();
}, 60_000);
