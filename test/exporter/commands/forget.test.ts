import { expect, test } from "vitest";
import { currentOf, expectWhole, program, publishedPlace } from "../e2e/world";

const place = await publishedPlace();
const { out, snapshot } = place;
const at = ["--out", out];

const unreached = "backups, and what people downloaded, copied or printed";
const rest = `Not reached from here:\n  ${unreached}\n`;

test("one person is counted, forgotten, and listed in history without the name", async () => {
  const dry = await program(["forget", "--row", "3", "--dry-run", ...at]);
  expect([dry.code, dry.stdout]).toEqual([
    0,
    `Would remove the rows of this person from 1 place:\n  ${snapshot}: 1 of leads.parquet\n${rest}`,
  ]);
  expect(currentOf(out)).toBe(snapshot);

  const { code, stdout } = await program(["forget", "--row", "3", ...at, "--json"]);
  const now = `${snapshot}-2`;
  expect([code, JSON.parse(stdout)]).toEqual([
    0,
    {
      dry_run: false,
      proven: true,
      snapshots: [{ snapshot, rows: { "leads.parquet": 1 }, now }],
      copies: [],
      site: { rows: 0 },
      targets: [],
      unreached: [unreached],
    },
  ]);
  expect(currentOf(out)).toBe(now);
  expectWhole(out, now);

  const named = ["--first-name", "ADA", "--last-name", "obi 1"];
  expect((await program(["forget", ...named, ...at])).stdout).toBe(
    `No row of this person is in any snapshot or copy.\n${rest}`,
  );
  const history = await program(["history", ...at]);
  expect(history.stdout).toMatch(/rows forgotten\n.*current.* 10 .* 1 on 2\d{3}-\d\d-\d\d/);
  expect(history.stdout).not.toContain("Obi");
  expect((await program(["sql", "SELECT count(*) AS n FROM leads", ...at, "--csv"])).stdout).toContain("9");
  const answers = await program(["answers", ...at]);
  expect(answers.stdout).toContain(
    "1 of leads.parquet. Counts and answers are as they were published, with these rows.",
  );
});

test.each([
  [[], "Whom to forget is not said."],
  [["--first-name", "Ada"], "Whom to forget is not said."],
  [["--row", "3", "--company", "Acme"], "Both a row and a name are given."],
  [["--row", "x"], "x is no row."],
  [["--row", "400"], "Row 400 of Leads is not in the snapshot"],
])("forget %j is told what is missing", async (words, sentence) => {
  const { code, stderr } = await program(["forget", ...words, ...at]);
  expect([code, stderr]).toEqual([2, expect.stringContaining(sentence)]);
  expect(stderr).toContain("--first-name and --last-name");
});
