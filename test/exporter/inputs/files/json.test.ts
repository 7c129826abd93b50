import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFileTable } from "../../../../exporter/inputs/files/file";
import { failure, fileOf, read, removeFilesAfterwards, type Shown, shown } from "./reading";

removeFilesAfterwards();

const CHUNKS = [1, 2, 3, 7, 64, 65536];

describe("JSON, case by case", () => {
  const cases: [name: string, text: string, format: string, headers: string[], rows: Shown[][]][] = [
    [
      "records",
      '[{"a":"1","b":"2"},{"a":"3","b":"4"}]',
      "json-records",
      ["a", "b"],
      [
        ["1", "2"],
        ["3", "4"],
      ],
    ],
    [
      "records with space",
      ' [ { "a" : "1" ,\r\n"b" : "2" } , {\t"b" : "4" } ] \n',
      "json-records",
      ["a", "b"],
      [
        ["1", "2"],
        ["", "4"],
      ],
    ],
    ["a byte order mark", '\ufeff[{"a":"1"}]', "json-records", ["a"], [["1"]]],
    [
      "keys in another order",
      '[{"a":"1","b":"2"},{"b":"4","a":"3"},{"b":"6"}]',
      "json-records",
      ["a", "b"],
      [
        ["1", "2"],
        ["3", "4"],
        ["", "6"],
      ],
    ],
    [
      "a key that comes late",
      '[{"a":"1"},{"a":"2","b":"3"},{}]',
      "json-records",
      ["a", "b"],
      [
        ["1", ""],
        ["2", "3"],
        ["", ""],
      ],
    ],
    ["no records", "[]", "json-records", [], []],
    ["one record that is empty", "[{}]", "json-records", [], [[]]],
    [
      "escapes",
      String.raw`[{"a":"\"\\\/\b\f\n\r\t\u00e9\u65e5\ud83c\udf89\u0041"}]`,
      "json-records",
      ["a"],
      [['"\\/\b\f\n\r\té日🎉A']],
    ],
    [
      "an escaped key is the key",
      String.raw`[{"\u0061":"1"},{"a":"2"},{"\u0061":"3"}]`,
      "json-records",
      ["a"],
      [["1"], ["2"], ["3"]],
    ],
    [
      "keys that only look alike",
      String.raw`[{"\b":"1","\\b":"2"},{"\\b":"3","\b":"4"}]`,
      "json-records",
      ["\b", "\\b"],
      [
        ["1", "2"],
        ["4", "3"],
      ],
    ],
    [
      "keys that begin alike",
      '[{"ab":"1","a":"2"},{"a":"3","ab":"4"}]',
      "json-records",
      ["ab", "a"],
      [
        ["1", "2"],
        ["4", "3"],
      ],
    ],
    [
      "__proto__ is a header",
      '[{"__proto__":"1","constructor":"2"}]',
      "json-records",
      ["__proto__", "constructor"],
      [["1", "2"]],
    ],
    ["a blank key", '[{"":"1"}]', "json-records", [""], [["1"]]],
    [
      "literals",
      '[{"a":true,"b":false,"c":null,"d":""}]',
      "json-records",
      ["a", "b", "c", "d"],
      [["TRUE", "FALSE", "", ""]],
    ],
    [
      "texts that look like literals",
      '[{"a":"true","b":"null","c":"12","d":"[1]"}]',
      "json-records",
      ["a", "b", "c", "d"],
      [["true", "null", "12", "[1]"]],
    ],
    [
      "numbers",
      '[["a"],[0],[-1],[1669168529000],[44888.0802],[1e3],[1.5E-2],[-0.5]]',
      "json-arrays",
      ["a"],
      [[0], [-1], [1669168529000], [44888.0802], [1000], [0.015], [-0.5]],
    ],
    [
      "numbers a double would change",
      '[["a"],[9007199254740993],[12345678901234567890],[1e400]]',
      "json-arrays",
      ["a"],
      [["9007199254740993"], ["12345678901234567890"], ["1e400"]],
    ],
    [
      "half a surrogate pair, in each of its forms, is U+FFFD",
      String.raw`[{"a":"x\ud83d","b":"\udf89y"},{"a":"\udf89\ud83d","b":"\ud83c\udf89"}]`,
      "json-records",
      ["a", "b"],
      [
        ["x\ufffd", "\ufffdy"],
        ["\ufffd\ufffd", "🎉"],
      ],
    ],
    [
      "words of Python and JavaScript for no value are blank cells",
      '{"a":NaN,"b":-Infinity,"c":None}\n{"a":undefined,"b":NaT,"c":"NaN"}\n{"a":True,"b":False,"c":Infinity}\n{"a":1,"b":nan,"c":2}',
      "json-lines",
      ["a", "b", "c"],
      [
        ["", "", ""],
        ["", "", "NaN"],
        ["TRUE", "FALSE", ""],
        [1, "", 2],
      ],
    ],
    [
      "plain records and others in turn",
      String.raw`[{"a":"1","b":"\u0032"},{"a":"3","b":"4"},{"a":"\n","b":"6"},{"b":"8","a":"7"},{"b":"0","a":9}]`,
      "json-records",
      ["a", "b"],
      [
        ["1", "2"],
        ["3", "4"],
        ["\n", "6"],
        ["7", "8"],
        [9, "0"],
      ],
    ],
    [
      "nested values",
      '[{"a":{"x": [1, "a b\\" c" ] ,"y":{}},"b":[ ]}]',
      "json-records",
      ["a", "b"],
      [['{"x":[1,"a b\\" c"],"y":{}}', "[]"]],
    ],
    [
      "arrays",
      '[["a","b"],["1","2"],["3"],[]]',
      "json-arrays",
      ["a", "b"],
      [
        ["1", "2"],
        ["3", ""],
        ["", ""],
      ],
    ],
    ["arrays, header only", '[["a","b"]]', "json-arrays", ["a", "b"], []],
    [
      "a header that is not text",
      '[[1,null,true,["x"]],[2,3,4,5]]',
      "json-arrays",
      ["1", "", "TRUE", '["x"]'],
      [[2, 3, 4, 5]],
    ],
    ["lines of records", '{"a":"1"}\n{"a":"2"}\r\n\n{"a":"3"}', "json-lines", ["a"], [["1"], ["2"], ["3"]]],
    ["lines of arrays", '["a","b"]\n["1","2"]\n', "json-lines", ["a", "b"], [["1", "2"]]],
  ];
  it.each(cases)("%s", async (_, text, format, headers, rows) => {
    for (const chunkBytes of CHUNKS) {
      const table = await read(text, { chunkBytes });
      expect({ headers: table.headers, rows: table.rows }).toEqual({ headers, rows });
      expect(table.table.source.format).toBe(format);
      expect(table.overlong).toEqual([]);
    }
  });

  it("records rows with filled cells beyond the header; blank ones are nothing", async () => {
    const table = await read('[["a"],["1","2"],["1",null,""],["1",null,5],["1",[]]]');
    expect(table.rows).toEqual([["1"], ["1"], ["1"], ["1"]]);
    expect(table.overlong).toEqual([0, 2, 3]);
  });

  it("keeps plain timestamps of the first record's keys as wall times", async () => {
    const table = await read('[{"t":"2022-11-23T01:55:29.250","u":"x"},{"t":"2022-11-23T01:55:29Z"},{"t":null}]', {
      times: ["t"],
    });
    expect(table.rows).toEqual([
      [{ wall: Date.UTC(2022, 10, 23, 1, 55, 29, 250) }, "x"],
      ["2022-11-23T01:55:29Z", ""],
      ["", ""],
    ]);
  });

  it("turns wall times back into text where the column also holds numbers", async () => {
    const rows = Array.from({ length: 2500 }, (_, i) => `{"t":"2022-11-23 01:55:${String(i % 60).padStart(2, "0")}"}`);
    const table = await read(`[${rows.join()},{"t":44888.5},{"t":"2022-11-23"}]`, { times: ["t"] });
    expect(table.rows[61]).toEqual(["2022-11-23T01:55:01"]);
    expect(table.rows.slice(2500)).toEqual([[44888.5], ["2022-11-23"]]);
  });

  it("keeps numbers that a column had before a later record told that it holds timestamps", async () => {
    const first = Array.from({ length: 2500 }, (_, i) => `{"t":${i}.5}`);
    const path = fileOf(`[${first.join()},{"t":"2022-11-23","u":"x"},{"t":3},{"t":"2022-11-24"}]`, "json");
    const timeColumns = (headers: readonly string[]) => new Set(headers.includes("u") ? [0] : []);
    const { rows } = shown(await readFileTable(path, { timeColumns }));
    expect(rows.map(([t]) => t)).toEqual([...first.map((_, i) => i + 0.5), "2022-11-23", 3, "2022-11-24"]);
  });
});

describe("what is wrong in a JSON file, with its line", () => {
  const cases: [name: string, text: string, told: string][] = [
    [
      "cut in a record",
      '[{"a":"1"},\n{"a":"2',
      "BAD_JSON: FILE, line 2: the file ends too early, expected the closing quote of a text.",
    ],
    ["cut behind a record", '[{"a":"1"}\n', 'BAD_JSON: FILE, line 2: the file ends too early, expected "]".'],
    ["cut behind a comma", '[{"a":"1"},', 'BAD_JSON: FILE, line 1: the file ends too early, expected "]".'],
    ["cut in a nested value", '{"a":[1,', "BAD_JSON: FILE, line 1: the file ends too early, expected a value."],
    ["cut in a literal", '{"a":tr', "BAD_JSON: FILE, line 1: the file ends too early, expected the end of a value."],
    ["cut in a number", '{"a":12', "BAD_JSON: FILE, line 1: the file ends too early, expected the end of a value."],
    [
      "no comma between records",
      '[{"a":"1"}\n{"a":"2"}]',
      'BAD_JSON: FILE, line 2 (byte 12 of the text): expected "," or "]", found "{".',
    ],
    [
      "a comma too many",
      '[{"a":"1"},]',
      'BAD_JSON: FILE, line 1 (byte 12 of the text): expected a record in "{" and "}", found "]".',
    ],
    [
      "a comma too many in a record",
      '[{"a":"1",}]',
      'BAD_JSON: FILE, line 1 (byte 11 of the text): expected a key in quotes, found "}".',
    ],
    ["no colon", '[{"a" "1"}]', 'BAD_JSON: FILE, line 1 (byte 7 of the text): expected ":", found """.'],
    [
      "something behind the end",
      '[{"a":"1"}]\nx',
      'BAD_JSON: FILE, line 2 (byte 13 of the text): expected the end of the file, found "x".',
    ],
    ["a bare word", '[{"a":x1}]', 'BAD_JSON: FILE, line 1 (byte 7 of the text): expected a value, found "x1".'],
    [
      "quotes of Python",
      "[{'a':1}]",
      "BAD_JSON: FILE, line 1 (byte 3 of the text): expected a key in quotes, found \"'a'\".",
    ],
    ["a wrong literal", '[{"a":nope}]', 'BAD_JSON: FILE, line 1 (byte 7 of the text): expected a value, found "nope".'],
    ["a leading zero", '[{"a":012}]', 'BAD_JSON: FILE, line 1 (byte 7 of the text): expected a value, found "012".'],
    [
      "a wrong nested value",
      '[{"a":\n[1,}]}]',
      'BAD_JSON: FILE, line 2 (byte 11 of the text): expected a value, found "}".',
    ],
    [
      "a line break in a text",
      '[{"a":"x\ny"}]',
      "BAD_JSON: FILE, line 1 (byte 9 of the text): expected the closing quote of a text, found byte 0x0a.",
    ],
    [
      "a wrong escape",
      String.raw`[{"a":"\x"}]`,
      'BAD_JSON: FILE, line 1 (byte 9 of the text): expected a JSON escape behind the backslash, found "x".',
    ],
    [
      "records and rows mixed",
      '[{"a":"1"},["2"]]',
      'BAD_JSON: FILE, line 1 (byte 12 of the text): expected a record in "{" and "}", found "[".',
    ],
    [
      "a key twice",
      '[{"a":"1"},\n{"a":"2","b":"3","a":"4"}]',
      'DUPLICATE_KEY: FILE, line 2: the key "a" stands twice in one record.',
    ],
    [
      "a key twice, once null",
      '[{"a":null,"a":"4"}]',
      'DUPLICATE_KEY: FILE, line 1: the key "a" stands twice in one record.',
    ],
    [
      "NUL",
      '[{"a":"\0"}]',
      "BAD_BYTE: FILE, line 1: there is a NUL byte, so this is not a text file or it is damaged.",
    ],
  ];
  it.each(cases)("%s", async (_, text, told) => {
    for (const chunkBytes of CHUNKS) expect(await failure(text, { chunkBytes })).toBe(told);
  });

  it("a file named .json that holds something else", async () => {
    expect(await failure("a,b\n1,2\n", { extension: "json" })).toBe(
      'BAD_JSON: FILE, line 1 (byte 1 of the text): expected "[", found "a".',
    );
  });
});

const value = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: "grapheme", maxLength: 10 }) },
  { weight: 1, arbitrary: fc.constantFrom("", "\0", '"', "\\", "\u2028", "🎉", "a/b", "1", "true") },
  {
    weight: 1,
    arbitrary: fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .filter((n) => !(Number.isInteger(n) && Math.abs(n) > 2 ** 53)),
  },
  { weight: 1, arbitrary: fc.constantFrom(null, true, false) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }).filter((v) => typeof v === "object" && v !== null) },
);

/** The cell that a JSON value stands for. */
function cellOf(json: unknown): Shown {
  if (json === null || json === undefined) return "";
  if (typeof json === "boolean") return json ? "TRUE" : "FALSE";
  if (typeof json === "object") return JSON.stringify(json);
  return json as string | number;
}

/** JSON with every character beyond ASCII, and every slash, escaped. */
function escaped(json: string): string {
  return json
    .replace(/[^ -~\r\n]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replaceAll("/", "\\/");
}

describe("any table written as JSON is read back cell for cell", () => {
  const headers = ["a", "__proto__", 'q"', "né", "x y"];
  const written = fc.record({
    rows: fc.array(fc.array(value, { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 20 }),
    indent: fc.constantFrom(0, 1),
    escapes: fc.boolean(),
    chunkBytes: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constant(65536)),
  });
  const expected = (rows: unknown[][]) =>
    rows.map((row) => row.map((cell) => (Object.is(cell, -0) ? 0 : cellOf(cell))));
  const record = (row: unknown[], indent: number) =>
    `{${headers.map((header, i) => `${JSON.stringify(header)}:${indent ? " " : ""}${JSON.stringify(row[i], null, indent)}`).join(indent ? ",\n " : ",")}}`;
  const shapes: [string, (rows: unknown[][], indent: number) => string][] = [
    ["json-records", (rows, indent) => `[${rows.map((row) => record(row, indent)).join()}]`],
    ["json-arrays", (rows, indent) => JSON.stringify([headers, ...rows], null, indent)],
    ["json-lines", (rows) => rows.map((row) => `${record(row, 0)}\n`).join("")],
    ["json-lines", (rows) => [headers, ...rows].map((row) => JSON.stringify(row)).join("\r\n")],
  ];
  it.each(shapes)("as %s", async (format, write) => {
    await fc.assert(
      fc.asyncProperty(written, async ({ rows, indent, escapes, chunkBytes }) => {
        // Escapes inside a nested value stay as they are written.
        const isNested = rows.some((row) => row.some((cell) => typeof cell === "object" && cell !== null));
        const text = write(rows, indent);
        const table = await read(escapes && !isNested ? escaped(text) : text, { chunkBytes });
        expect(table.table.source.format).toBe(format);
        expect(table.headers).toEqual(headers);
        expect(table.rows.map((row) => row.map((cell) => (Object.is(cell, -0) ? 0 : cell)))).toEqual(expected(rows));
      }),
      { numRuns: 150 },
    );
  });
});

it("any damage to a JSON file is read or refused in plain words, the same whatever the chunks", async () => {
  const text = String.raw`[{"a":"1","né":-1.5e3,"c":[1,{"x":"\ud83c\udf89"}]},{"a":null,"c":true}]`;
  const damage = fc.record({
    at: fc.nat({ max: text.length }),
    drop: fc.nat({ max: 4 }),
    insert: fc.string({ unit: fc.constantFrom(...'[]{},:"\\u0dt1-e \n\0é'), maxLength: 3 }),
    chunkBytes: fc.integer({ min: 1, max: 9 }),
  });
  await fc.assert(
    fc.asyncProperty(damage, async ({ at, drop, insert, chunkBytes }) => {
      const damaged = text.slice(0, at) + insert + text.slice(at + drop);
      const outcome = async (chunk: number) => {
        const told = await failure(damaged, { chunkBytes: chunk, extension: "json" });
        return told === "no failure" ? (await read(damaged, { chunkBytes: chunk, extension: "json" })).rows : told;
      };
      const whole = await outcome(65536);
      expect(await outcome(chunkBytes)).toEqual(whole);
      // What JSON.parse takes is no wrong JSON to us either, as long as it is a list of records.
      try {
        const parsed: unknown = JSON.parse(damaged);
        if (Array.isArray(parsed) && parsed.every((r) => typeof r === "object" && r !== null && !Array.isArray(r))) {
          expect(typeof whole === "string" && whole.startsWith("BAD_JSON")).toBe(false);
        }
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        if (damaged.startsWith("[{")) expect(typeof whole).toBe("string");
      }
    }),
    { numRuns: 1000 },
  );
});
