import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { COMPANIES, LEADS, type TabContract } from "../../shared/contract";
import { checked, input, tab } from "../appsscript/check/sheet";
import { LAGOS, lead } from "../exporter/commands/cli";

// Files after public bug reports, through the built program and through the rules of the sheet.

const path = (name: string, file: string) => join(import.meta.dirname, "files", name, file);
const AS_OF = ["--as-of", "2026-11-22T12:00:00Z", ...LAGOS];

/** A CSV file whose cells hold no quotes and no line ends. */
function cellsOf(csv: string): string[][] {
  const lines = csv.trimEnd().split("\n");
  return lines.map((line) =>
    [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain),
  );
}

interface Found {
  place: string;
  code: string;
  suggestions: string;
}

async function byFile(name: string, withCompanies: boolean): Promise<Found[]> {
  const companies = withCompanies ? ["--companies", path(name, "companies.csv")] : [];
  const { code, stdout } = await lead(["check", path(name, "leads.csv"), ...companies, ...AS_OF, "--json"]);
  expect(code).toBe(0);
  const { problems } = JSON.parse(stdout) as { problems: { place: string; code: string; suggestion: string | null }[] };
  return problems.map(({ place, code, suggestion }) => ({ place, code, suggestions: suggestion ?? "" }));
}

function bySheet(name: string, withCompanies: boolean): Found[] {
  const read = (file: string, contract: TabContract) =>
    tab(cellsOf(readFileSync(path(name, file), "utf8")), { contract });
  const companies = withCompanies ? read("companies.csv", COMPANIES) : undefined;
  const { problems } = checked(input(read("leads.csv", LEADS), companies));
  return (
    problems()
      .items.filter(({ tab, code }) => tab === "Leads" && (withCompanies || code !== "UNKNOWN_COMPANY"))
      // The sheet lists two rows that may be repeats once, at the later one.
      .flatMap((item) =>
        item.code === "POSSIBLE_DUPLICATE" && item.twin !== null ? [{ ...item, row: item.twin.row }, item] : [item],
      )
      .map(({ cell, row, field, code, suggestions }) => ({
        place: `Leads!${field === null ? `${row}:${row}` : cell}`,
        code,
        suggestions: suggestions.join(" or "),
      }))
  );
}

const found = async (name: string, withCompanies = true) => {
  const file = await byFile(name, withCompanies);
  expect(bySheet(name, withCompanies)).toEqual(file);
  return file.map(({ place, code, suggestions }) => [place, code, suggestions]);
};

describe("the same problems and suggestions from the file and from the sheet", () => {
  test("states and cities suggest no other country; formal and native names are known", async () => {
    expect(await found("country-hints")).toEqual([
      ["Leads!E2", "UNKNOWN_COUNTRY", ""], // New Jersey
      ["Leads!E3", "UNKNOWN_COUNTRY", ""], // New Mexico
      ["Leads!E4", "UNKNOWN_COUNTRY", ""], // Indiana
      ["Leads!E5", "UNKNOWN_COUNTRY", ""], // Alberta
      ["Leads!E6", "UNKNOWN_COUNTRY", ""], // Rhode Island
      ["Leads!E7", "UNKNOWN_COUNTRY", ""], // New South Wales
      ["Leads!E8", "UNKNOWN_COUNTRY", ""], // Lebanon, Ohio
      ["Leads!E9", "UNKNOWN_COUNTRY", "United States"], // Georgia, USA
      ["Leads!E11", "UNKNOWN_COUNTRY", ""], // Niger State
      ["Leads!E12", "UNKNOWN_COUNTRY", ""], // Benin City
      ["Leads!E15", "UNKNOWN_COUNTRY", "Ireland"], // in Ireland
    ]);
  });

  test("official names of ISO and the World Bank, and a flag, are known", async () => {
    expect(await found("country-iso-names", false)).toEqual([]);
  });

  test("damaged names are warned of, with the spelling that was meant, and are possible repeats of it", async () => {
    expect(await found("mojibake")).toEqual([
      ["Leads!B2", "DAMAGED_TEXT", "José"],
      ["Leads!C2", "DAMAGED_TEXT", "Muñoz"],
      ["Leads!2:2", "POSSIBLE_DUPLICATE", ""],
      ["Leads!3:3", "POSSIBLE_DUPLICATE", ""],
      ["Leads!B4", "DAMAGED_TEXT", ""],
      ["Leads!C4", "DAMAGED_TEXT", ""],
      ["Leads!B5", "DAMAGED_TEXT", "Jérôme"],
      ["Leads!C5", "DAMAGED_TEXT", "O'Hara"],
    ]);
  });
});

test("Status says what the list says", () => {
  const { statuses } = checked(
    input(
      tab([
        ["Company", "First Name", "Last Name", "Title", "Country", "Timestamp"],
        ["Acme", "JosÃ©", "Obi", "CTO", "CÃ´te dâ€™Ivoire", "2026-06-03 10:00"],
        ["Acme", "Ren\ufffd", "Obi", "CTO", "Nigeria", "2026-06-03 10:00"],
        ["Acme", "#BEZUG!", "Obi", "CTO", "Nigeria", "2026-06-03 10:00"],
      ]),
    ),
  );
  expect(statuses).toEqual([
    'Check: first name "JosÃ©" looks damaged, did you mean José?; country "CÃ´te dâ€™Ivoire", did you mean Ivory Coast?',
    'Check: first name "Ren\ufffd" looks damaged',
    "Waits: first name shows an error (#BEZUG!)",
  ]);
});
