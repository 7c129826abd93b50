import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFileTable } from "../../../../exporter/inputs/files/file";
import { failure, fileOf, read, removeFilesAfterwards } from "./reading";

removeFilesAfterwards();

describe("CSV, case by case", () => {
  const cases: [name: string, text: string, headers: string[], rows: string[][]][] = [
    ["LF", "a,b\n1,2\n", ["a", "b"], [["1", "2"]]],
    [
      "CRLF",
      "a,b\r\n1,2\r\n3,4\r\n",
      ["a", "b"],
      [
        ["1", "2"],
        ["3", "4"],
      ],
    ],
    [
      "CR",
      "a,b\r1,2\r3,4\r",
      ["a", "b"],
      [
        ["1", "2"],
        ["3", "4"],
      ],
    ],
    ["no line break at the end", "a,b\n1,2", ["a", "b"], [["1", "2"]]],
    ["a delimiter at the end", "a,b\n1,", ["a", "b"], [["1", ""]]],
    ["header only", "a,b\n", ["a", "b"], []],
    ["header only, no line break", "a,b", ["a", "b"], []],
    ["a byte order mark", "\ufeffa,b\n1,2\n", ["a", "b"], [["1", "2"]]],
    ["semicolons", "a;b\n1,5;2\n", ["a", "b"], [["1,5", "2"]]],
    ["tabs", "a\tb\n1;,\t2\n", ["a", "b"], [["1;,", "2"]]],
    ["commas in a quoted header", '"a,b,c";d\n1;2\n', ["a,b,c", "d"], [["1", "2"]]],
    ["one column", "a\n1\n2\n", ["a"], [["1"], ["2"]]],
    [
      "quoted cells",
      'a,b\n"1","2"\n"","x"\n',
      ["a", "b"],
      [
        ["1", "2"],
        ["", "x"],
      ],
    ],
    ["doubled quotes", 'a,b\n"say ""hi""",""""\n', ["a", "b"], [['say "hi"', '"']]],
    ["quoted delimiters and line breaks", 'a,b\n"1,\n2","3\r\n4\r5"\n', ["a", "b"], [["1,\n2", "3\r\n4\r5"]]],
    ["quotes, CRLF", '"a","b"\r\n"1","2"\r\n', ["a", "b"], [["1", "2"]]],
    ["quotes, CR", '"a","b"\r"1","2"\r', ["a", "b"], [["1", "2"]]],
    ["a quote at the very end", 'a,b\n1,"2"', ["a", "b"], [["1", "2"]]],
    ["a quoted header with a line break", '"a\nb",c\n1,2\n', ["a\nb", "c"], [["1", "2"]]],
    ["a quote inside an unquoted cell", 'a,b\n5" disk,x"y"\n', ["a", "b"], [['5" disk', 'x"y"']]],
    ["an inch sign in the header", 'size 5",b\n1,2\n', ['size 5"', "b"], [["1", "2"]]],
    ["spaces are kept", "a,b\n 1 ,\t2\n", ["a", "b"], [[" 1 ", "\t2"]]],
    [
      "blank lines are blank rows",
      "a,b\n\n1,2\n\n\n3,4\n",
      ["a", "b"],
      [
        ["", ""],
        ["1", "2"],
        ["", ""],
        ["", ""],
        ["3", "4"],
      ],
    ],
    [
      "short rows",
      "a,b,c\n1\n1,2\n",
      ["a", "b", "c"],
      [
        ["1", "", ""],
        ["1", "2", ""],
      ],
    ],
    [
      "bytes beside the marks",
      "a,b\n-,--\n\u000b-,-\n",
      ["a", "b"],
      [
        ["-", "--"],
        ["\u000b-", "-"],
      ],
    ],
    [
      "names that look like something else",
      "a,b\nNA,null\n007,TRUE\n",
      ["a", "b"],
      [
        ["NA", "null"],
        ["007", "TRUE"],
      ],
    ],
    ["a formula", "a,b\n=1+1,@x\n", ["a", "b"], [["=1+1", "@x"]]],
    ["__proto__ is a header", "__proto__,constructor\n1,2\n", ["__proto__", "constructor"], [["1", "2"]]],
    ["doubled and blank headers", "a,a,\n1,2,3\n", ["a", "a", ""], [["1", "2", "3"]]],
    ["CR CR LF", '"a","b"\r\r\n"1,5","2"\r\r\n', ["a", "b"], [["1,5", "2"]]],
    [
      "LF CR, with a blank line",
      "a,b\n\r1,2\n\r\n\r3,4\n\r",
      ["a", "b"],
      [
        ["1", "2"],
        ["", ""],
        ["3", "4"],
      ],
    ],
    [
      "line ends of every kind",
      "a,b\r1,2\r\n3,4\n5,6\r\r\n7,8\n\r9,0",
      ["a", "b"],
      [
        ["1", "2"],
        ["3", "4"],
        ["5", "6"],
        ["7", "8"],
        ["9", "0"],
      ],
    ],
    ...[" ", "   ", "\t", "\u00a0", "\u200b", "\ufeff", "\u3000", "\u00ad", "\u2060\u00a0", "\u0001", "\v"].map(
      (unseen): [string, string, string[], string[][]] => [
        `${JSON.stringify(unseen)} around quotes`,
        `${unseen}"a",b\n${unseen}"1,5"${unseen},${unseen}"say ""hi"""${unseen}\n2,${unseen}"3\n4"${unseen}`,
        ["a", "b"],
        [
          ["1,5", 'say "hi"'],
          ["2", "3\n4"],
        ],
      ],
    ),
    ["a letter before a quote", 'a,b\né"1",日"2"\n', ["a", "b"], [['é"1"', '日"2"']]],
    ["pipes", "a|b\n1,5|2;3\n", ["a", "b"], [["1,5", "2;3"]]],
    ...["sep=;", '"sep=;"', "SEP=;", "sep=;;;", '\ufeff"sep=;"'].map((line): [string, string, string[], string[][]] => [
      `the instruction ${JSON.stringify(line)}`,
      `${line}\r\na,x;b\r\n1;2,3\r\n`,
      ["a,x", "b"],
      [["1", "2,3"]],
    ]),
    ["an instruction with a tab, CR", "sep=\t\ra\tb\r1\t2\r", ["a", "b"], [["1", "2"]]],
    [
      "the delimiter is the header's, not the first line's",
      "List, made by Ada, on 3 June, for all\ncompany;hq location\n1;2\n",
      ["List, made by Ada, on 3 June, for all", ""],
      [
        ["company", "hq location"],
        ["1", "2"],
      ],
    ],
    [
      "columns with neither name nor cell are no columns",
      `a,b${",".repeat(16_382)}\n${`1,2${",".repeat(16_382)}\n`.repeat(2)}`,
      ["a", "b"],
      [
        ["1", "2"],
        ["1", "2"],
      ],
    ],
    [
      "a nameless column is one once a cell is filled",
      "a,b,,,,\n1,2,,,,\n3,4,,x,,\n5,6,y,,,\n",
      ["a", "b", "", ""],
      [
        ["1", "2", "", ""],
        ["3", "4", "", "x"],
        ["5", "6", "y", ""],
      ],
    ],
    ["beyond ASCII", "né,日本\n🎉,e\u0301\n", ["né", "日本"], [["🎉", "e\u0301"]]],
  ];
  it.each(cases)("%s", async (_, text, headers, rows) => {
    for (const chunkBytes of [1, 2, 3, 5, 7, 64, 65536].filter((bytes) => bytes * 5000 > text.length)) {
      const table = await read(text, { chunkBytes });
      expect({ headers: table.headers, rows: table.rows }).toEqual({ headers, rows });
      expect(table.overlong).toEqual([]);
    }
  });

  it("records rows with filled cells beyond the header; blank ones are nothing", async () => {
    const table = await read('a,b\n1,2,3\n1,2,,\n1,2,,4\n1,2,"""",x\n1,2,""\n');
    expect(table.rows).toEqual(Array(5).fill(["1", "2"]));
    expect(table.overlong).toEqual([0, 2, 3]);
  });

  it("keeps plain timestamps as wall times, everything else in the same column as text", async () => {
    const table = await read("t,u\n2022-11-23 01:55:29,2022-11-23 01:55:29\n23/11/2022,\n2022-11-23,\n,\n", {
      times: ["t"],
    });
    expect(table.rows.map((row) => row[0])).toEqual([
      { wall: Date.UTC(2022, 10, 23, 1, 55, 29) },
      "23/11/2022",
      { wall: Date.UTC(2022, 10, 23) },
      "",
    ]);
    expect(table.rows[0][1]).toBe("2022-11-23 01:55:29");
  });

  it("asks for the timestamp columns once, with the headers", async () => {
    const asked: (readonly string[])[] = [];
    const timeColumns = (headers: readonly string[]) => {
      asked.push([...headers]);
      return new Set<number>();
    };
    await readFileTable(fileOf("x,y\n1,2\n"), { timeColumns, chunkBytes: 1 });
    expect(asked).toEqual([["x", "y"]]);
  });
});

describe("what is wrong in a CSV file, with its line", () => {
  const quote = "the quote that opens here is never closed.";
  const behind = "there is text after a closing quote.";
  const cases: [name: string, text: string | Uint8Array, told: string][] = [
    ["unclosed quote", 'a,b\n1,2\n"3\n4\n5,6\n', `UNCLOSED_QUOTE: FILE, line 3: ${quote}`],
    ["unclosed quote behind a quoted line break", 'a,b\n"1\n2","3\n4', `UNCLOSED_QUOTE: FILE, line 3: ${quote}`],
    ["unclosed quote in the header", '"a,b\n1,2\n', `UNCLOSED_QUOTE: FILE, line 1: ${quote}`],
    ["text after a closing quote", 'a,b\n1,2\n"3"x,4\n', `BAD_QUOTE: FILE, line 3: ${behind}`],
    ["text after a closing quote, lines counted", 'a,b\r\n"1\r\n2","3\r\n"x\r\n', `BAD_QUOTE: FILE, line 4: ${behind}`],
    [
      "NUL",
      "a,b\n1,2\n3,\0\n",
      "BAD_BYTE: FILE, line 3: there is a NUL byte, so this is not a text file or it is damaged.",
    ],
    [
      "Latin-1",
      Buffer.from("a,b\r\n1,2\r\nJos\u00e9,3\r\n", "latin1"),
      "BAD_ENCODING: FILE, line 3: byte 0xE9 does not belong to UTF-8 text.",
    ],
    [
      "a character cut at the end",
      Buffer.from("a\nb\né").subarray(0, 5),
      "BAD_ENCODING: FILE, line 3: byte 0xC3 does not belong to UTF-8 text.",
    ],
    [
      "an overlong sequence",
      Uint8Array.of(97, 10, 0xc0, 0x80, 10),
      "BAD_ENCODING: FILE, line 2: byte 0xC0 does not belong to UTF-8 text.",
    ],
    [
      "a surrogate",
      Uint8Array.of(97, 10, 0xed, 0xa0, 0x80, 10),
      "BAD_ENCODING: FILE, line 2: byte 0xED does not belong to UTF-8 text.",
    ],
    ["a second quoted text", 'a,b\n"1" "2",3\n', `BAD_QUOTE: FILE, line 2: ${behind}`],
    ["lines below an instruction", 'sep=,\na,b\n"1"x\n', `BAD_QUOTE: FILE, line 3: ${behind}`],
    ["the first of two", 'a,b\n"1"x\n\0\n', `BAD_QUOTE: FILE, line 2: ${behind}`],
    ["too many columns", `${"x,".repeat(1025)}\n`, "TOO_LARGE: FILE has more than 1,024 columns."],
    [
      "a cell in a column too far to the right",
      `a${",".repeat(1100)}\n${",".repeat(1050)}x\n`,
      "TOO_LARGE: FILE has more than 1,024 columns.",
    ],
  ];
  it.each(cases)("%s", async (_, text, told) => {
    for (const chunkBytes of [1, 3, 65536]) expect(await failure(text, { chunkBytes })).toBe(told);
  });

  it("refuses a row larger than 64 MB", async () => {
    const text = Buffer.alloc(65 * 1024 * 1024, "x");
    text.write("a,b\n1,2\n");
    expect(await failure(text)).toBe("TOO_LARGE: FILE: the row that begins on line 3 is larger than 64 MB.");
  });
});

const text = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: "grapheme", maxLength: 12 }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "",
      "a",
      "ab",
      "abc",
      "abcd",
      "Smith PLC",
      "-",
      '"',
      '""',
      ",",
      "\n",
      "\r\n",
      "\r",
      ";",
      "\t",
    ),
  },
  {
    weight: 1,
    arbitrary: fc.string({ unit: fc.constantFrom('"', ",", "\n", "\r", "-", "é", "🎉", "\v", "x"), maxLength: 40 }),
  },
);
const cell = text.map((value) => value.replaceAll("\0", ""));

describe("any table written as CSV is read back cell for cell", () => {
  it("whatever the quoting, the line breaks, the delimiter and the chunks", async () => {
    const written = fc.record({
      width: fc.integer({ min: 1, max: 5 }),
      rows: fc.array(fc.array(cell, { minLength: 5, maxLength: 5 }), { maxLength: 30 }),
      needless: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
      delimiter: fc.constantFrom(",", ";", "\t"),
      newline: fc.constantFrom("\n", "\r\n", "\r"),
      ends: fc.boolean(),
      mark: fc.boolean(),
      chunkBytes: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constant(65536)),
    });
    await fc.assert(
      fc.asyncProperty(written, async ({ width, rows, needless, delimiter, newline, ends, mark, chunkBytes }) => {
        const expected = rows.map((row) => row.slice(0, width));
        let n = 0;
        const written = [Array.from({ length: width }, (_, i) => `h${i}`), ...expected]
          .map((row, i) =>
            row
              .map((value) => {
                const mustQuote = /[",;\t\r\n]/.test(value) || (i > 0 && width === 1);
                return mustQuote || needless[n++ % 7] ? `"${value.replaceAll('"', '""')}"` : value;
              })
              .join(delimiter),
          )
          .join(newline);
        const table = await read((mark ? "\ufeff" : "") + written + (ends ? newline : ""), { chunkBytes });
        expect(table.rows).toEqual(expected);
        expect(table.overlong).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("also with more distinct cells than any first guess, in several batches", async () => {
    const rows = Array.from({ length: 25_000 }, (_, i) => [
      `${i}`,
      `${i % 7}`,
      i % 3 === 0 ? `"${i}\n"` : "x".repeat(i % 50),
    ]);
    const table = await read(`a,b,c\n${rows.map((row) => row.join()).join("\n")}\n`);
    expect(table.rows).toEqual(rows.map(([a, b, c]) => [a, b, c.startsWith('"') ? c.slice(1, -1) : c]));
    expect(table.table.columns.map((column) => column.distinct.size).slice(0, 2)).toEqual([25_001, 8]);
  });
});

it("random bytes are read or refused in plain words, the same whatever the chunks", async () => {
  const byte = fc.oneof(fc.constantFrom(34, 44, 10, 13, 59, 9, 97, 0xc3, 0xa9, 0), fc.integer({ min: 0, max: 255 }));
  await fc.assert(
    fc.asyncProperty(fc.array(byte, { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), async (bytes, chunkBytes) => {
      const content = Uint8Array.from(bytes);
      const outcome = async (chunk: number) => {
        const told = await failure(content, { chunkBytes: chunk });
        return told === "no failure" ? (await read(content, { chunkBytes: chunk })).rows : told;
      };
      expect(await outcome(chunkBytes)).toEqual(await outcome(65536));
    }),
    { numRuns: 500 },
  );
});
