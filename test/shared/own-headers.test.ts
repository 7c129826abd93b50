import { describe, expect, test } from "vitest";
import { COMPANIES, LEADS } from "../../shared/contract";
import { bindHeaders } from "../../shared/headers";
import { inContractsWords, type OwnHeader, ownHeadersOfRows, readOwnHeaders } from "../../shared/own-headers";

const leads = (column: string, header: string): OwnHeader => ({ tab: "Leads", column, header });
const ACCOUNT = leads("Company", "Account");
const HEADERS = LEADS.fields.map(({ header }) => header);

describe("own headers", () => {
  const columns = (listed: OwnHeader[], headers: string[]) => {
    const { own, faults } = readOwnHeaders(listed);
    expect(faults).toEqual([]);
    return bindHeaders(LEADS, inContractsWords(LEADS, own, headers));
  };

  test.each(["Account", "ACCOUNT", " account:", "Ac-count"])("bind as they are written: %s", (header) => {
    const { columns: bound, notices, problems } = columns([ACCOUNT], HEADERS.with(0, header));
    expect([bound.company, notices, problems]).toEqual([0, [], []]);
  });

  test.each(["Accounts", "Acount", "Amount"])("bind nothing that is only near: %s", (header) => {
    expect(columns([ACCOUNT], HEADERS.with(0, header)).columns.company).toBe(-1);
  });

  test("a word that is otherwise another may be one", () => {
    expect(columns([leads("country", "County")], HEADERS.with(4, "County")).columns.country).toBe(4);
  });

  test("give way to the header itself, beat an alias, and two are too many", () => {
    const rest = HEADERS.slice(1);
    expect(columns([ACCOUNT], ["Account", "Company", ...rest]).columns.company).toBe(1);
    expect(columns([ACCOUNT], ["Organisation", "Account", ...rest]).columns.company).toBe(1);
    const two = columns([ACCOUNT, leads("company", "Client")], ["Client", "Account", ...rest]);
    expect(two.problems.map(({ code, cell }) => [code, cell])).toEqual([["HEADER_DOUBLED", "Leads!B1"]]);
  });

  test("are of their tab alone", () => {
    const { own } = readOwnHeaders([ACCOUNT, { tab: "companies", column: "hq_location", header: "Seat" }]);
    expect(inContractsWords(COMPANIES, own, ["Account", "Seat"])).toEqual(["Account", "HQ Location"]);
  });

  test("named as every object's own names bind like any other", () => {
    const { own } = readOwnHeaders([leads("company", "constructor")]);
    expect(inContractsWords(LEADS, own, ["constructor", "toString", "__proto__"])).toEqual([
      "Company",
      "toString",
      "__proto__",
    ]);
  });
});

test.each<[string, OwnHeader[], string | null]>([
  ["twice the same", [ACCOUNT, leads("company name", "ACCOUNT")], null],
  ["one the contract has for this field", [leads("company", "Organisation")], null],
  [
    "a header of another field",
    [leads("company", "Title")],
    '"Title" cannot be a header for Company in Leads: it is one for Title.',
  ],
  [
    "an alias of another field",
    [leads("company", "Location")],
    '"Location" cannot be a header for Company in Leads: it is one for Country.',
  ],
  [
    "one for two fields",
    [ACCOUNT, leads("title", "account")],
    '"account" cannot be a header for Title in Leads: it is one for Company.',
  ],
  ["the Status column", [leads("title", "status")], '"status" is the header of the add-on\'s own column in Leads.'],
  [
    "nothing to tell it by",
    [leads("title", "--")],
    '"--" is no header for Title in Leads: it has no letter and no digit.',
  ],
  [
    "no tab",
    [{ tab: "Lead", column: "Title", header: "Rank" }],
    'There is no tab "Lead" for the header "Rank": write Leads or Companies.',
  ],
  [
    "no field",
    [{ tab: "Companies", column: "Title", header: "Rank" }],
    'Companies has no such column for the header "Rank": its columns are Company, HQ Location.',
  ],
])("%s", (_, listed, fault) => {
  expect(readOwnHeaders(listed).faults).toEqual(fault === null ? [] : [fault]);
});

test("rows of the tab: the first is its header, blank ones say nothing", () => {
  expect(
    ownHeadersOfRows([["Tab", "Column", "Header"], ["", " ", ""], ["Leads", "Company", "Account"], ["Leads"]]),
  ).toEqual([ACCOUNT, { tab: "Leads", column: "", header: "" }]);
  expect(ownHeadersOfRows([])).toEqual([]);
});
