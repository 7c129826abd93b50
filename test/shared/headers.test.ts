import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { COMPANIES, type FieldName, LEADS, type TabContract } from "../../shared/contract";
import { bindHeaders, cellName, columnLetter, fieldsByName, headerKey } from "../../shared/headers";
import crmHeaders from "../vectors/crm-headers.json";
import vectors from "../vectors/headers.json";

const HEADERS = LEADS.fields.map((field) => field.header);

describe("headers bind by name, by the vectors", () => {
  test.each(vectors.cases)("$name", ({ tab, headers, columns, notices, problems, extra }) => {
    const contract: TabContract<FieldName> = tab === "Leads" ? LEADS : COMPANIES;
    const binding = bindHeaders(contract, headers);
    expect({
      columns: binding.columns,
      notices: binding.notices.map(({ field, cell, suggestion }) => ({ field, cell, suggestion })),
      problems: binding.problems.map(({ code, field, cell }) => ({ code, field, cell })),
      extra: binding.extra,
    }).toEqual({ columns, notices, problems, extra });
  });
});

describe("what a person reads", () => {
  const problem = (headers: string[]) => {
    const { sentence, wayOut } = bindHeaders(LEADS, headers).problems[0];
    return `${sentence} ${wayOut}`;
  };

  test("two columns for one field: both cells, and what to do", () => {
    expect(problem(["Timestamp", ...HEADERS])).toBe(
      'Leads!A1 ("Timestamp") and Leads!G1 ("Timestamp") are both headers for the timestamp. Keep one of them and rename or delete the other.',
    );
  });

  test("a field without a column: where to put it, and which names will do", () => {
    expect(problem(HEADERS.slice(0, 5))).toBe(
      'Leads has no column for the timestamp. Name its column "Timestamp" in row 1, or add it at Leads!F1; also accepted: operator timestamp, captured at, date.',
    );
  });

  test("a header too far off to be read: the cell that may be meant", () => {
    expect(problem([...HEADERS.slice(0, 5), "Timestamp (UTC)"])).toBe(
      'Leads has no column for the timestamp; Leads!F1 ("Timestamp (UTC)") may be meant. ' +
        'If it is meant, write "Timestamp" there, otherwise above the right column.',
    );
  });

  test("another word of the trade: the cell, and what to write where it is meant", () => {
    expect(problem(HEADERS.map((header) => (header === "Country" ? "County" : header)))).toBe(
      'Leads has no column for the country; Leads!E1 ("County") may be meant. ' +
        'If it is meant, write "Country" there, otherwise above the right column.',
    );
  });

  test("an alias beside the exact header: which column it is", () => {
    expect(bindHeaders(LEADS, [...HEADERS, "Location"]).notices[0].sentence).toBe(
      'Leads!G1 ("Location") is ignored: Leads!E1 ("Country") is the column for the country.',
    );
  });

  test("no header row", () => {
    expect(problem(["Smith PLC", "Ada"])).toBe(
      "Row 1 of Leads does not look like a header row: none of its cells is a known column name. " +
        "Put the column names in row 1: Company, First Name, Last Name, Title, Country, Timestamp.",
    );
    expect(problem([])).toContain("Row 1 of Leads is empty, so it does not look like a header row.");
  });

  test("a near miss: what was read as what", () => {
    expect(bindHeaders(LEADS, ["Compnay", ...HEADERS.slice(1)]).notices[0].sentence).toBe(
      'Leads!A1 says "Compnay", which was read as "Company".',
    );
  });
});

describe("a near miss is a misspelling, no other word", () => {
  const contracts: TabContract<FieldName>[] = [LEADS, COMPANIES];
  const boundTo = (contract: TabContract<FieldName>, header: string) => {
    const { columns } = bindHeaders(contract, [header]);
    return contract.fields.find(({ name }) => columns[name] === 0)?.name ?? null;
  };

  test.each(contracts)("$tab: no header of sales tools but our own names binds", (contract) => {
    const ours = fieldsByName(contract.fields);
    const others = crmHeaders.filter((header) => !ours.has(headerKey(header)));
    expect(others.length).toBeGreaterThan(500);
    const written = [
      ...others,
      ...others.map((header) => header.toUpperCase()),
      ...others.map((header) => header.replaceAll(" ", "_")),
    ];
    expect(written.filter((header) => boundTo(contract, header) !== null)).toEqual([]);
  });

  test.each([
    ["company", "Compnay Conpany Compny Companny Comany Organisaton Orgnization Company_Nmae Compamy_Name"],
    ["first_name", "Frist_Name Fist_Name First_Nmae FirstNam Fisrt_Name Forname Givn_Name Given_Nme"],
    ["last_name", "Lst_Name Lsat_Name Last_Nam LastNmae Last_Names Surnme Sirname Famly_Name"],
    ["title", "Titel Ttile Titlle Tittle Titles Postion Positon Job_Titel Job_Ttile"],
    ["country", "Contry Coutnry Countri Cuontry Countrry Locaton Loction Lead_Contry Laed_Country"],
    ["operator_timestamp", "Timestmap Timestam Timstamp Time_stmp Timestap Tinestanp Capturd_At Operater_Timestamp"],
  ] as const)("misspellings of the %s bind", (field, headers) => {
    const words = headers.split(" ");
    expect(words.filter((header) => boundTo(LEADS, header) !== field)).toEqual([]);
    for (const header of words) expect(bindHeaders(LEADS, [header]).notices).toHaveLength(1);
  });

  test("a word or a number more is another column, wherever it stands", () => {
    const names = [...HEADERS, "Surname", "Job Title", "Location"];
    const more = fc.oneof(fc.integer({ min: 0, max: 99 }).map(String), fc.constantFrom("ID", "No", "HQ", "UK", "EU"));
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        more,
        fc.boolean(),
        fc.constantFrom(" ", "_", ""),
        (name, word, isFirst, gap) => {
          expect(boundTo(LEADS, isFirst ? word + gap + name : name + gap + word)).toBeNull();
        },
      ),
    );
  });
});

describe("whatever the headers", () => {
  const accepted = LEADS.fields.flatMap((field) => [field.header, ...field.aliases]);
  const header = fc.oneof(
    fc.constantFrom(...accepted, "Compnay", "Titel", "Rule", "", "Notes", "__proto__"),
    fc.string({ unit: "binary", maxLength: 12 }),
  );

  test("the order of the columns changes no binding", () => {
    const shuffled = fc
      .uniqueArray(header, { maxLength: 10 })
      .chain((headers) => fc.tuple(fc.constant(headers), fc.shuffledSubarray(headers, { minLength: headers.length })));
    fc.assert(
      fc.property(shuffled, ([headers, moved]) => {
        const a = bindHeaders(LEADS, headers);
        const b = bindHeaders(LEADS, moved);
        const codes = (binding: typeof a) => binding.problems.map(({ code, field }) => `${code} ${field}`);
        expect(codes(b)).toEqual(codes(a));
        // A doubled field is a problem; which of the two columns is named first is its position.
        const doubled = new Set(a.problems.filter(({ code }) => code === "HEADER_DOUBLED").map(({ field }) => field));
        for (const { name } of LEADS.fields) {
          if (!doubled.has(name)) expect(moved[b.columns[name]]).toBe(headers[a.columns[name]]);
        }
      }),
    );
  });

  test("nothing throws, and every column is bound, extra or one of a doubled pair", () => {
    const anyHeader = fc.oneof(
      header,
      fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 }).map((units) => String.fromCharCode(...units)),
    );
    fc.assert(
      fc.property(fc.array(anyHeader, { maxLength: 12 }), (headers) => {
        const { columns, extra, problems } = bindHeaders(LEADS, headers);
        const bound = Object.values(columns).filter((column) => column >= 0);
        const places = [...bound, ...extra.map(({ index }) => index)];
        expect(new Set(places).size).toBe(places.length);
        if (!problems.some(({ code }) => code === "HEADER_DOUBLED")) expect(places.length).toBe(headers.length);
        if (problems.length === 0) expect(bound.length).toBe(LEADS.fields.length);
      }),
    );
  });
});

test.each([
  [0, "A"],
  [2, "C"],
  [25, "Z"],
  [26, "AA"],
  [51, "AZ"],
  [52, "BA"],
  [701, "ZZ"],
  [702, "AAA"],
  [18_277, "ZZZ"],
])("column %i is %s", (index, letter) => {
  expect(columnLetter(index)).toBe(letter);
  expect(cellName("Leads", index, 7)).toBe(`Leads!${letter}7`);
});
