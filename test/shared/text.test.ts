import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Cell, displayedText } from "../../shared/cell";
import { cellProblem } from "../../shared/cell-problem";
import { readText } from "../../shared/reading";
import { comparisonKey, isPlainAscii, looseCompanyKey, looseKey, tidy } from "../../shared/text";
import vectors from "../vectors/text.json";

const cases = vectors.cases as { name: string; input: Cell; tidied: string; key: string; problem: string | null }[];

/** Any text JavaScript can hold, lone surrogates included, with the awkward characters more often than by chance. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 3 }),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.constantFrom(
        ..." \t\n\u00a0\u200b\u200d\ufe0f\u202e\ufeff\ud83d\ude80\u0301\u0323\u0345\u00b4\u00a8ßİΣς’'#.".split(""),
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

/** Every plane that has characters; the others are unassigned or private. */
const allCodePoints = [0, 1, 2, 3, 14].flatMap((plane) =>
  Array.from({ length: 0x10000 }, (_, point) => String.fromCodePoint(plane * 0x10000 + point)),
);

describe("a text cell, by the vectors", () => {
  test.each(cases)("$name", ({ input, tidied, key, problem }) => {
    expect(tidy(displayedText(input))).toBe(tidied);
    expect(readText(input)).toEqual({ problem, text: tidied, key });
    expect(cellProblem(input)).toBe(problem);
  });
});

describe("tidying", () => {
  test("twice equals once, whatever the text", () => {
    fc.assert(
      fc.property(anyText, (text) => tidy(tidy(text)) === tidy(text)),
      { numRuns: 2000 },
    );
  });

  test("drops what nobody can see, makes every space one space and keeps the rest, for every character of Unicode", () => {
    const seen = (character: string) => {
      if (/[\p{White_Space}\u2800]/u.test(character)) return "a b";
      if (/[\p{Cc}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/u.test(character)) return "ab";
      return /\p{Surrogate}/u.test(character) ? "a\ufffdb" : `a${character}b`.normalize("NFC");
    };
    expect(allCodePoints.filter((character) => tidy(`a${character}b`) !== seen(character))).toEqual([]);
  });

  test("twice equals once, for every character of Unicode alone and between others", () => {
    const wrong = allCodePoints.filter((character) =>
      [character, `a${character}\u0301`].some((text) => tidy(tidy(text)) !== tidy(text)),
    );
    expect(wrong).toEqual([]);
  });

  // Not in the vectors: many JSON parsers refuse half a character.
  test.each([
    ["A\ud83dcme", "A\ufffdcme"],
    ["A\ude80", "A\ufffd"],
    ["\ud83d\u200b\ude80", "\ufffd\ufffd"],
    ["\ud83d\ude80", "\ud83d\ude80"],
  ])("replaces half a character: %j gives %j", (text, tidied) => {
    expect(tidy(text)).toBe(tidied);
  });

  test("leaves text that UTF-8 can hold", () => {
    fc.assert(
      fc.property(anyText, (text) => Buffer.from(tidy(text)).toString() === tidy(text)),
      { numRuns: 2000 },
    );
  });
});

describe("the comparison key", () => {
  test("of a key is the key, and a key is tidy", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const key = comparisonKey(tidy(text));
        return comparisonKey(key) === key && tidy(key) === key;
      }),
      { numRuns: 2000 },
    );
  });

  test("of a key is the key, for every character of Unicode", () => {
    const wrong = allCodePoints.filter((character) => {
      const key = comparisonKey(tidy(character));
      return comparisonKey(key) !== key || tidy(key) !== key;
    });
    expect(wrong).toEqual([]);
  });

  test("is the same for upper and lower case, composed and decomposed", () => {
    const key = (text: string) => comparisonKey(tidy(text));
    for (const name of ["Ångström", "Jürgen Groß", "Nguyễn Thị", "Ωμέγα", "Шишкин", "O’Neill"]) {
      expect([key(name.toUpperCase()), key(name.normalize("NFD"))]).toEqual([key(name), key(name)]);
    }
  });

  test.each([
    ["José", "Jose"],
    ["Acme Ltd", "Acme"],
    ["Acme", "Аcme"],
    ["Smith-Jones", "Smith Jones"],
  ])("keeps %s and %s apart", (a, b) => {
    expect(comparisonKey(tidy(a))).not.toBe(comparisonKey(tidy(b)));
  });
});

describe("the loose keys, for hints", () => {
  test.each([
    ["José", "JOSE"],
    ["O'Brien", "O’BRIEN"],
    ["O'Brien", "OBrien"],
    ["Smith-Jones", "Smith Jones"],
    ["Mary Ann", "Maryann"],
    ["Ørsted", "Orsted"],
    ["Łukasz", "Lukasz"],
    ["İstanbul", "Istanbul"],
    ["J. R. Smith", "J R Smith"],
  ])("%s may be %s", (a, b) => {
    expect(looseKey(tidy(a))).toBe(looseKey(tidy(b)));
  });

  test.each([
    ["Acme Ltd", "Acme"],
    ["Acme, Inc.", "ACME PLC"],
    ["Acme S.A.", "Acme SA"],
    ["Acme GmbH & Co. KG", "Acme"],
    ["Acme Pty Ltd", "Acme Limited"],
  ])("company %s may be %s", (a, b) => {
    expect(looseCompanyKey(tidy(a))).toBe(looseCompanyKey(tidy(b)));
  });

  test.each([
    ["Company", "Limited"],
    ["!!!", "???"],
    ["C++", "C"],
    ["ガ", "カ"],
    ["Acme Group", "Acme"],
    ["Limited Editions", "Editions"],
  ])("%s is not %s", (a, b) => {
    expect(looseCompanyKey(tidy(a))).not.toBe(looseCompanyKey(tidy(b)));
  });

  test("are equal wherever the comparison keys are, and are blank only for blank text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const tidied = tidy(text);
        const key = comparisonKey(tidied);
        for (const loose of [looseKey, looseCompanyKey]) {
          if (loose(tidied) !== loose(key) || (loose(tidied) === "") !== (key === "")) return false;
        }
        return true;
      }),
    );
  });
});

describe("plain ASCII", () => {
  const plain = (text: string) => isPlainAscii(Buffer.from(`<${text}>`, "latin1"), 1, 1 + text.length);

  test("true means: tidying changes nothing, the key is the ASCII lower case, and the cell has no problem", () => {
    const byte = fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 0x20, max: 0x7e }) },
      { weight: 1, arbitrary: fc.constantFrom(0x20, 0x23, 0x27, 0x1f, 0x7f, 0x09, 0x0a, 0xa0, 0xc3) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 255 }) },
    );
    const text = fc.oneof(
      fc.array(byte, { maxLength: 6 }).map((bytes) => String.fromCharCode(...bytes)),
      fc.integer({ min: 990, max: 1010 }).map((length) => "x".repeat(length)),
      // Others are never ASCII bytes.
      fc.constantFrom(
        ...cases
          .map((c) => String(c.input))
          .filter((input) => /^[\0-\x7f]*$/.test(input) && cellProblem(input) === "CELL_ERROR"),
      ),
    );
    let proven = 0;
    fc.assert(
      fc.property(text, (cell) => {
        if (!plain(cell)) return;
        proven++;
        expect(tidy(cell)).toBe(cell);
        expect(comparisonKey(cell)).toBe(cell.replace(/[A-Z]/g, (letter) => letter.toLowerCase()));
        expect(cellProblem(cell)).toBeNull();
      }),
      { numRuns: 5000 },
    );
    expect(proven).toBeGreaterThan(500);
  });

  test.each([
    "Smith PLC",
    "O'Brien",
    "x",
    "=1+1",
    "Marks, Swanson and Anderson",
    "007",
    "a#b",
    "Loading",
    "x".repeat(1000),
  ])("%s is plain", (text) => {
    expect(plain(text)).toBe(true);
  });

  test.each(["", " ", " a", "a ", "a  b", "a\tb", "é", "#REF!", "Loading...", "a\x7f", "x".repeat(1001)])(
    "%j takes the slow way",
    (text) => {
      expect(plain(text)).toBe(false);
    },
  );
});

test("no text makes any of it throw", () => {
  fc.assert(
    fc.property(fc.oneof(anyText, fc.double(), fc.boolean(), fc.constant(null)), (cell) => {
      readText(cell);
      looseCompanyKey(tidy(displayedText(cell)));
    }),
  );
});
