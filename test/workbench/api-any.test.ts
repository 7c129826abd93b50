import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { REQUESTS } from "../../workbench/api/batch-update";
import { MESSAGES } from "../../workbench/api/discovery.data";
import { bookFromJson, bookToJson } from "../../workbench/book/book-json";
import { newApi } from "./api-caller";

const WORDS = [
  "Sheet1",
  "A1:B2",
  "x",
  "",
  "=A1+1",
  "note",
  "*",
  "userEnteredValue,note",
  "title,hidden",
  "Europe/Paris",
];
const INTEGERS = fc.constantFrom(0, 1, 2, 3, 5, 25, 26, 999, 1000, 1001, -1);
const MASKS = fc.constantFrom(
  "*",
  "note",
  "userEnteredValue",
  "userEnteredFormat.backgroundColor",
  "title",
  "nonsense",
  "hidden,index",
  "gridProperties.rowCount",
  "pixelSize",
);

/** Any message of a type: well formed by the discovery document, sensible or not. */
function anyMessage(type: string, depth: number): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.entries(MESSAGES[type]).map(([name, field]): [string, fc.Arbitrary<unknown>] => [
    name,
    likely(name) ?? anyField(field, depth - 1),
  ]);
  const places = ["range", "fields", "rows", "cell", "sheetId", "startRowIndex", "dimension", "source", "destination"];
  // What most requests cannot do without is nearly always there.
  return fc.record(
    Object.fromEntries(
      fields.map(([name, one]) => [name, fc.option(one, { nil: undefined, freq: places.includes(name) ? 9 : 1 })]),
    ),
    { noNullPrototype: true },
  );
}

/** Values that make sense more often than not, so that many requests are carried out. */
function likely(name: string): fc.Arbitrary<unknown> | undefined {
  if (name === "fields") return MASKS;
  if (name === "sheetId") return fc.constantFrom(0, 0, 0, 0, 0, 7);
  if (/^start(Row|Column)?Index$/.test(name)) return fc.constantFrom(0, 0, 1, 2, 999, -1);
  if (/^end(Row|Column)?Index$/.test(name)) return fc.constantFrom(3, 4, 4, 5, 1, 1001);
  if (name === "dimension" || name === "shiftDimension") return fc.constantFrom("ROWS", "COLUMNS");
  return undefined;
}

function anyField(type: string, depth: number): fc.Arbitrary<unknown> {
  if (type === "s") return fc.constantFrom(...WORDS);
  if (type === "i") return INTEGERS;
  if (type === "n") return fc.constantFrom(0, 0.5, 1, -3, 1e20);
  if (type === "b") return fc.boolean();
  if (type === "*") return fc.constantFrom("x", 1, true, "");
  if (type[0] === "(") return fc.constantFrom(...type.slice(1).split("|"));
  if (type[0] === "[") return fc.array(anyField(type.slice(1), depth), { maxLength: 2 });
  if (type[0] === "{") return fc.constant({});
  return depth <= 0 ? fc.constant({}) : anyMessage(type, depth);
}

const request = fc
  .constantFrom(...Object.keys(REQUESTS))
  .chain((kind) => anyMessage(MESSAGES.Request[kind], 4).map((body) => ({ [kind]: body })));

describe("whatever a client sends", () => {
  it("is answered or refused, never half done, and leaves a book that can be saved and read", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.array(request, { minLength: 1, maxLength: 2 }), (requests) => {
        const api = newApi();
        api.put(
          "A1",
          [
            ["a", 1, "=B1+1"],
            ["b", true, "2026-01-02"],
          ],
          "USER_ENTERED",
        );
        const state = () => JSON.stringify(bookToJson(api.books.get("book1")!));
        const before = state();
        const { status } = api.send(
          "POST",
          "/v4/spreadsheets/book1:batchUpdate",
          JSON.parse(JSON.stringify({ requests })),
        );
        expect([200, 400, 501]).toContain(status);
        if (status !== 200) expect(state()).toBe(before);
        else for (const one of requests) seen.add(Object.keys(one)[0]);
        const shown = api.get("includeGridData=true");
        api.books.add(bookFromJson(JSON.parse(state())));
        expect(api.get("includeGridData=true")).toEqual(shown);
      }),
      { numRuns: 300 },
    );
    // Enough of them are carried out for the rest to mean something.
    expect(seen.size).toBeGreaterThan(10);
  });

  it("in a range, a query or a body of values gets an answer or a refusal in the API's own form", () => {
    const range = fc.oneof(
      fc.constantFrom("Sheet1", "A1", "A:B", "2:3", "A2:B", "'Sheet1'!A1:C3", "Z1000", "Sheet1!C4", "A1:ZZZ9999"),
      fc.string({ unit: fc.constantFrom(..."AZ19!':$RC é"), minLength: 1, maxLength: 8 }),
    );
    const cell = fc.oneof(
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(null, true, "", "=A1", [1], {}),
    );
    const values = fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 4 });
    const majorDimension = fc.constantFrom("ROWS", "COLUMNS", undefined);
    const option = fc.constantFrom(
      "valueInputOption=RAW",
      "valueInputOption=USER_ENTERED&includeValuesInResponse=true",
      "",
    );
    fc.assert(
      fc.property(range, fc.record({ values, majorDimension }), option, (where, body, query) => {
        const api = newApi([
          { properties: { sheetId: 0, title: "Sheet1", gridProperties: { rowCount: 1000, columnCount: 4 } } },
        ]);
        const path = `/v4/spreadsheets/book1/values/${where}`;
        const answers = [
          api.send("PUT", path, body, query),
          api.send("POST", `${path}:append`, body, query && `${query}&insertDataOption=INSERT_ROWS`),
          api.send("GET", path),
          api.send("POST", `${path}:clear`),
        ];
        for (const { status, body: answer } of answers) {
          expect([200, 400, 404]).toContain(status);
          if (status !== 200) expect(answer.error).toMatchObject({ code: status, message: expect.any(String) });
        }
      }),
      { numRuns: 300 },
    );
  });
});
