import { describe, expect, test } from "vitest";
import { companiesFile, file, LAGOS, lead, temporaryFolder } from "./cli";

const HEADER = "COMAPANY,First Name,Last Name,Title,Country,Timestamp,Notes";

describe("check", () => {
  const folder = temporaryFolder();
  const leads = file(folder, "leads.csv", [
    HEADER,
    "Acme,Ada,Obi,CTO,Nigeria,11/20/2026 9:00:00,",
    "Acme,Ada,Obi,,Nigeria,11/20/2026 9:00:00,",
    "=cmd(),Bo,Eze,CTO,Untied States,11/20/2026 9:00:00,",
  ]);

  test("guesses the tab from the headers, exits 0 although rows have problems, and needs no Companies", async () => {
    const [asLeads, asCompanies] = await Promise.all([
      lead(["check", leads, ...LAGOS, "--json"]),
      lead(["check", companiesFile(folder), "--json"]),
    ]);
    expect([asLeads.code, asCompanies.code]).toEqual([0, 0]);
    const found = JSON.parse(asLeads.stdout);
    expect(found).toMatchObject({ tab: "Leads", counts: { read: 3, clean: 2, held: 1 } });
    expect(found.notices.map(({ code }: { code: string }) => code)).toEqual(["EXTRA_COLUMNS", "NO_COMPANIES"]);
    expect(found.problems).toEqual([
      {
        tab: "Leads",
        place: "Leads!D3",
        row: 3,
        verdict: "held",
        code: "MISSING",
        field: "title",
        sentence: "title is missing",
        suggestion: null,
      },
      expect.objectContaining({ place: "Leads!E4", code: "UNKNOWN_COUNTRY", suggestion: "United States" }),
    ]);
    expect(JSON.parse(asCompanies.stdout)).toMatchObject({ tab: "Companies", problems: [] });
  });

  test("for people: the sum, then the problems by kind, with the company that may be meant", async () => {
    const { stdout } = await lead(["check", leads, "--companies", companiesFile(folder), ...LAGOS]);
    expect(stdout).toMatch(/Leads +3 += +2 +\+ +0 +\+ +1 +\+ +0\n/);
    expect(stdout).toContain("(MISSING, waits): 1 problem\n  Leads!D3  title is missing\n");
    expect(stdout).toContain('Leads!A4  company "=cmd()" is not in Companies');
    expect(stdout).not.toContain("\u001b");
  });

  test("a table of nothing but its header has no rows, which is not the same as no problems", async () => {
    const { code, stdout } = await lead(["check", file(folder, "header.csv", ["Company,HQ Location"])]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\nThe table has no rows\.\n$/);
    expect(stdout).not.toContain("No problems");
  });

  test("--csv is whole and opens safely in a spreadsheet", async () => {
    const { stdout } = await lead(["check", leads, ...LAGOS, "--csv"]);
    const [header, ...lines] = stdout.trimEnd().split("\r\n");
    expect(header).toBe("tab,place,row,verdict,code,field,sentence,suggestion");
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).not.toMatch(/(^|,)"?[=+\-@\t]/);
  });

  test("a table that is neither tab, or not the tab that is named, ends with exit 3", async () => {
    const neither = file(folder, "neither.csv", ["a,b,c", "1,2,3"]);
    const [unknown, wrong] = await Promise.all([
      lead(["check", neither]),
      lead(["check", leads, "--tab", "companies"]),
    ]);
    expect([unknown.code, wrong.code]).toEqual([3, 3]);
    expect(unknown.stderr).toContain("Error HEADER_ROW_MISSING");
    expect(wrong.stderr).toContain("Error HEADER_MISSING");
  });
});
