import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readWorkbook } from "../../../../exporter/inputs/workbook/read-workbook";
import { pairHash } from "../../../../shared/kept-apart";
import { NOT_DUPLICATES, NOT_DUPLICATES_HEADER } from "../../../../shared/workbook";
import { leadKey } from "../../../shared/lead-key";
import { runFrom } from "../copy/run-from";
import { COMPANIES, LEADS_HEADER, openWorld, type World } from "./local";

const ZOE = leadKey("Acme", "Zoë", "Obi", "Nigeria");
const ZOE_PLAIN = leadKey("Acme", "Zoe", "Obi", "Nigeria");
const PAIR = [...ZOE, ...ZOE_PLAIN, "ada@example.com", "2026-11-22T09:00:00Z"];

let folder: string;
let out: string;
let world: World;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "lead-export-"));
  out = join(folder, "out");
  const leads = [
    LEADS_HEADER,
    ["Acme", "Zoë", "Obi", "CTO", "Nigeria", "11/20/2026 8:00:00"],
    ["Acme", "Zoe", "Obi", "CEO", "nigeria", "11/21/2026 9:30:00"],
  ];
  world = await openWorld({ leads, companies: COMPANIES });
});
afterEach(async () => {
  await world.google.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The tab as the add-on makes it, hidden. */
function addTab(rows: unknown[][], as: "RAW" | "USER_ENTERED" = "RAW"): void {
  world.batch({ addSheet: { properties: { sheetId: 77, title: NOT_DUPLICATES, hidden: true } } });
  world.put(`'${NOT_DUPLICATES}'!A1`, [[...NOT_DUPLICATES_HEADER], ...rows], as);
}
const read = (client = world.client()) => readWorkbook(client, { leads: "Leads", companies: "Companies" }, () => {});
const warned = ({ report }: Awaited<ReturnType<typeof runFrom>>) =>
  report.problems.find(({ code }) => code === "POSSIBLE_DUPLICATE")?.rows ?? 0;

describe("pairs that a person keeps apart", () => {
  test("are read with the tables; without the tab there are none", async () => {
    expect((await read()).apart).toEqual([]);
    addTab([PAIR]);
    expect((await read()).apart).toEqual([pairHash(ZOE, ZOE_PLAIN)]);
  });

  test("count once, whichever comes first, whoever decided and when", async () => {
    addTab([PAIR]);
    const before = await read();
    world.put(`'${NOT_DUPLICATES}'!A3`, [[...ZOE_PLAIN, ...ZOE, "someone else", "2026-11-23T09:00:00Z"]]);
    const after = await read();
    expect(after.apart).toEqual(before.apart);
    expect(after.revision).toBe(before.revision);
  });

  test("are whole pairs: a row with a part missing is not counted", async () => {
    addTab([PAIR.with(4, ""), PAIR.slice(0, 7), [], ["a note"], PAIR]);
    expect((await read()).apart).toEqual([pairHash(ZOE, ZOE_PLAIN)]);
  });

  test("are found again though a name became a number or a boolean in its cell", async () => {
    const [one, other] = [leadKey("Acme", "True", "7", "Ghana"), leadKey("Acme", "True", "7.", "Ghana")];
    addTab([[...one, ...other].map((part) => (part === "7." ? "'7." : part))], "USER_ENTERED");
    expect((await read()).apart).toEqual([pairHash(one, other)]);
  });

  test("are found below whatever else somebody put into the tab: errors, formulas, long texts, rows without end", async () => {
    const before = await read();
    world.batch({
      addSheet: { properties: { title: NOT_DUPLICATES, gridProperties: { rowCount: 120_000, columnCount: 12 } } },
    });
    const noise = [
      PAIR.with(0, "#REF!"),
      PAIR.with(3, "=1/0"),
      PAIR.with(5, '=HYPERLINK("https://evil.example","Zoe")'),
      PAIR.map(() => "x".repeat(50_000)),
      ["<script>", "{}", "__proto__"],
    ];
    world.put(`'${NOT_DUPLICATES}'!A1`, [[...NOT_DUPLICATES_HEADER], ...noise]);
    world.put(`'${NOT_DUPLICATES}'!A120000`, [PAIR]);
    const { apart, tabs } = await read();
    expect(apart).toContain(pairHash(ZOE, ZOE_PLAIN));
    expect(tabs.leads.sha256).toBe(before.tabs.leads.sha256);
  });

  test("are part of what must agree between two readings", async () => {
    const client = world.client();
    let calls = 0;
    const disturbed: typeof client = {
      ...client,
      call: async (call) => {
        const answer = await client.call(call);
        if (++calls === 2) addTab([PAIR]);
        return answer;
      },
    };
    expect((await read(disturbed)).apart).toEqual([pairHash(ZOE, ZOE_PLAIN)]);
    expect(world.google.log.calls).toHaveLength(6);
  });
});

describe("a run", () => {
  test("warns of two possible duplicates until a person keeps them apart, and again when that is taken back", async () => {
    const first = await runFrom(world, out);
    expect(warned(first)).toBe(2);
    addTab([PAIR]);
    const second = await runFrom(world, out);
    expect(second.published).toBe(true);
    expect(second.report.snapshot).not.toBe(first.report.snapshot);
    expect(warned(second)).toBe(0);
    expect(second.report.counts).toEqual(first.report.counts);
    expect((await runFrom(world, out)).published).toBe(false);
    world.put(`'${NOT_DUPLICATES}'!A2`, [[""]]);
    const back = await runFrom(world, out);
    expect(back.report.snapshot).toBe(first.report.snapshot);
    expect(warned(back)).toBe(2);
  });

  test("from the last good copy still knows them", async () => {
    addTab([PAIR]);
    await runFrom(world, out);
    world.google.faults.always("503");
    const { report } = await runFrom(world, out);
    expect(report.notices.map(({ code }) => code)).toEqual(["FALLBACK_USED"]);
    expect(report.problems).toEqual([]);
  });

  test("from configured files knows those of the last good copy", async () => {
    addTab([PAIR]);
    await runFrom(world, out);
    world.google.faults.always("503");
    const file = (name: string, rows: unknown[][]) => {
      writeFileSync(join(folder, name), JSON.stringify(rows));
      return join(folder, name);
    };
    const leads = file("leads.json", [
      LEADS_HEADER,
      ["Acme", "Zoë", "Obi", "CTO", "Nigeria", "2026-11-20 8:00:00"],
      ["Acme", "Zoe", "Obi", "CEO", "Nigeria", "2026-11-21 9:30:00"],
    ]);
    const run = await runFrom(world, out, { fallback: { leads, companies: file("companies.json", COMPANIES) } });
    expect(run.report.counts.leads.clean).toBe(2);
    expect(warned(run)).toBe(0);
  });

  test.each([
    ["Leads", "G"],
    ["Companies", "C"],
  ])(
    "does not list the Status column of %s among those that are ignored, and no new Status makes a new snapshot",
    async (tab, column) => {
      world.put(`${tab}!${column}1`, [["STATUS", "Phone"], ["OK"], ["Check: possible repeat of row 2"]]);
      const first = await runFrom(world, out);
      expect(first.report.notices).toEqual([
        { code: "EXTRA_COLUMNS", sentence: `${tab}: a column is not part of the contract and ignored: Phone.` },
      ]);
      world.put(`${tab}!${column}2`, [["To check"]]);
      expect((await runFrom(world, out)).published).toBe(false);
    },
  );
});
