import { expect, test } from "vitest";
import { select } from "./parquet";
import { csv, published, TWO_COMPANIES, workplace } from "./world";

const place = workplace();
const companies = place.companies("companies.csv", TWO_COMPANIES);
const COLUMNS = "source_row, company, first_name, last_name, title, country, CAST(captured_date AS VARCHAR)";

test("misspelt, reordered and extra columns, some with names a program could trip over, bind by name alone", async () => {
  const leads = place.write(
    "odd.csv",
    csv([
      [
        "__proto__",
        "date",
        "SURNAME",
        "toString",
        "COMAPANY",
        "",
        "Tilte",
        "first_name",
        "constructor",
        "Contry",
        "SALES NAV URL",
      ],
      ["p1", "2026-11-20", "Obi", "s1", "Acme", "", "CTO", "Ada", "c1", "Nigeria", "https://x"],
      ["p2", "2026-11-21", "Ito", "s2", "Beta", "", "CEO", "Ken", "c2", "Japan", ""],
    ]),
  );
  const { counts, notices, folder } = await published({ leads, companies, out: place.newOut() });
  expect(counts.leads).toEqual({ read: 2, blank: 0, clean: 2, duplicate: 0, held: 0 });
  expect(await select(folder, `SELECT ${COLUMNS} FROM leads`)).toEqual([
    [2, "Acme", "Ada", "Obi", "CTO", "Nigeria", "2026-11-20"],
    [3, "Beta", "Ken", "Ito", "CEO", "Japan", "2026-11-21"],
  ]);
  expect(notices).toEqual([
    { code: "HEADER_NEAR_MISS", sentence: 'Leads!G1 says "Tilte", which was read as "Title".' },
    { code: "HEADER_NEAR_MISS", sentence: 'Leads!J1 says "Contry", which was read as "Country".' },
    {
      code: "EXTRA_COLUMNS",
      sentence:
        "Leads: columns are not part of the contract and ignored: __proto__, toString, constructor, SALES NAV URL.",
    },
  ]);
});

test("keys named __proto__ and constructor in JSON records are columns like any other", async () => {
  const lead = '"Company":"Acme","First Name":"Ada","Title":"CTO","Country":"Nigeria","Timestamp":"2026-11-20"';
  const leads = place.write(
    "proto.json",
    `[{"__proto__":{"Last Name":"Evil"},${lead},"Last Name":"Obi"},{${lead},"Last Name":"Eze","constructor":1}]`,
  );
  const { counts, folder, notices } = await published({ leads, companies, out: place.newOut() });
  expect(counts.leads).toEqual({ read: 2, blank: 0, clean: 2, duplicate: 0, held: 0 });
  expect(await select(folder, "SELECT last_name FROM leads ORDER BY source_row")).toEqual([["Obi"], ["Eze"]]);
  expect(notices.map(({ code }) => code)).toEqual(["EXTRA_COLUMNS"]);
});

test("ragged rows: too short is held for what is missing, too long for what is beyond the header, and neither is lost", async () => {
  const leads = place.write(
    "ragged.csv",
    [
      "Company,First Name,Last Name,Title,Country,Timestamp",
      "Acme,Ada,Obi,CTO,Nigeria,2026-11-20",
      "Acme,Ada,Short",
      "Acme",
      "Acme,Ada,Long,CTO,Nigeria,2026-11-20,more,and more",
      "Acme,Ada,Blank tail,CTO,Nigeria,2026-11-20,,  ,",
      "Smith, Jones and Co,Ada,Comma,CTO,Nigeria,2026-11-20",
      ",,,,,,beyond",
      "",
      ",,",
    ].join("\n"),
  );
  const { counts, folder } = await published({ leads, companies, out: place.newOut() });
  expect(counts.leads).toEqual({ read: 9, blank: 2, clean: 2, duplicate: 0, held: 5 });
  expect(await select(folder, "SELECT source_row, last_name FROM leads ORDER BY 1")).toEqual([
    [2, "Obi"],
    [6, "Blank tail"],
  ]);
  const typed = "source_row, company, first_name, last_name, title, country, operator_timestamp, problems";
  expect(await select(folder, `SELECT ${typed} FROM held ORDER BY 1`)).toEqual([
    [3, "Acme", "Ada", "Short", null, null, null, "MISSING title; MISSING country; MISSING operator_timestamp"],
    [
      4,
      "Acme",
      null,
      null,
      null,
      null,
      null,
      "MISSING first_name; MISSING last_name; MISSING title; MISSING country; MISSING operator_timestamp",
    ],
    [5, "Acme", "Ada", "Long", "CTO", "Nigeria", "2026-11-20 00:00:00", "EXTRA_CELLS"],
    [7, "Smith", " Jones and Co", "Ada", "Comma", "CTO", "Nigeria", "BAD_TIMESTAMP operator_timestamp; EXTRA_CELLS"],
    [
      8,
      null,
      null,
      null,
      null,
      null,
      null,
      "MISSING company; MISSING first_name; MISSING last_name; MISSING title; MISSING country; MISSING operator_timestamp; EXTRA_CELLS",
    ],
  ]);
});
