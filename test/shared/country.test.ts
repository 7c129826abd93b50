import fc from "fast-check";
import { describe, expect, test } from "vitest";
import aliases from "../../scripts/country-aliases.json" with { type: "json" };
import { readCountry } from "../../shared/country";
import { suggestCountries } from "../../shared/country-suggestions";
import { allCountries, countryByCode } from "../../shared/country-table";
import { tidy } from "../../shared/text";
import places from "../fixtures/places.json" with { type: "json" };
import vectors from "../vectors/countries.json" with { type: "json" };

const COUNTRIES = allCountries();

describe("every known name, alias and code of", () => {
  test.each(Object.entries(vectors.known))("%s is that country", (code, cells) => {
    const { name } = countryByCode(code)!;
    for (const cell of cells) {
      expect(readCountry(cell), cell).toEqual({ problem: null, name, code, key: code, warning: null });
    }
  });
});

test("the vectors hold every hand-kept alias", () => {
  const known = vectors.known as Record<string, string[]>;
  for (const [code, texts] of Object.entries(aliases.aliases))
    expect(known[code]).toEqual(expect.arrayContaining(texts));
});

describe("an ambiguous name keeps its text, has no code, and names the candidates", () => {
  test.each(vectors.ambiguous)("$cell", ({ cell, suggestions }) => {
    expect(readCountry(cell)).toMatchObject({ name: tidy(cell), code: null, warning: "AMBIGUOUS_COUNTRY" });
    expect(suggestCountries(cell)).toEqual(suggestions);
  });
});

describe("an unknown name keeps its text, has no code, and suggests what is near", () => {
  test.each(vectors.unknown)("$cell", ({ cell, suggestions }) => {
    expect(readCountry(cell)).toMatchObject({
      problem: null,
      name: tidy(cell),
      code: null,
      warning: "UNKNOWN_COUNTRY",
    });
    expect(suggestCountries(cell)).toEqual(suggestions);
  });
});

test("the canonical names are the short ones people use", () => {
  const names = (codes: string) => codes.split(" ").map((code) => countryByCode(code)!.name);
  expect(names("US GB KR KP IR VN RU TZ BO VE TR CZ CI CD CG SY LA MD MK")).toEqual([
    "United States",
    "United Kingdom",
    "South Korea",
    "North Korea",
    "Iran",
    "Vietnam",
    "Russia",
    "Tanzania",
    "Bolivia",
    "Venezuela",
    "Turkey",
    "Czechia",
    "Ivory Coast",
    "Democratic Republic of the Congo",
    "Republic of the Congo",
    "Syria",
    "Laos",
    "Moldova",
    "North Macedonia",
  ]);
});

test("250 countries, each code and name once, in the order of their names", () => {
  expect(COUNTRIES).toHaveLength(250);
  expect(new Set(COUNTRIES.map(({ code }) => code)).size).toBe(250);
  const names = COUNTRIES.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)].sort());
});

test("a canonical name reads as itself in any case", () => {
  for (const { code, name } of COUNTRIES) {
    for (const cell of [name, name.toUpperCase(), name.toLowerCase(), ` ${name}\u200b `, name.normalize("NFD")]) {
      expect(readCountry(cell), cell).toMatchObject({ name, code, warning: null });
    }
  }
});

test("blank, error and overlong cells are problems, not countries", () => {
  const problem = (cell: string | null) => readCountry(cell).problem;
  expect(problem(null)).toBe("BLANK");
  expect(problem(" \u200b")).toBe("BLANK");
  expect(problem("#N/A")).toBe("CELL_ERROR");
  expect(problem("x".repeat(1001))).toBe("TOO_LONG");
});

test("unknown names are one country when their comparison keys are equal, and never a known one", () => {
  expect(readCountry("atlantis ").key).toBe(readCountry("ATLANTIS").key);
  expect(readCountry("Atlántis").key).not.toBe(readCountry("Atlantis").key);
  const codes = new Set(COUNTRIES.map(({ code }) => code));
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 30 }), (cell) => {
      const reading = readCountry(cell);
      expect(codes.has(reading.key)).toBe(reading.code !== null);
    }),
    { numRuns: 3000 },
  );
});

test("no cell throws, and reading a name again changes nothing", () => {
  const cell = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc
      .array(fc.constantFrom("the", "and", "&", "st", "republic", "of", "korea", "n", "a", ".", "/", "-"), {
        maxLength: 6,
      })
      .map((parts) => parts.join(" ")),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
  );
  fc.assert(
    fc.property(cell, (value) => {
      const reading = readCountry(value);
      if (reading.problem !== null) return;
      expect(readCountry(reading.name)).toEqual(reading);
    }),
    { numRuns: 3000 },
  );
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (text) => {
      const suggestions = suggestCountries(text);
      expect(suggestions.length).toBeLessThanOrEqual(3);
      for (const name of suggestions) expect(readCountry(name).name).toBe(name);
    }),
    { numRuns: 300 },
  );
});

describe("every country is known by", () => {
  const flag = (code: string) => String.fromCodePoint(...[...code].map((letter) => 0x1f1a5 + letter.charCodeAt(0)));
  test.each<[string, (name: string, code: string) => string]>([
    ["its name and code", (name, code) => `${name} (${code})`],
    ["its code and name", (name, code) => `${code} - ${name}`],
    ["name, comma, code", (name, code) => `${name}, ${code}`],
    ["its flag", (_, code) => flag(code)],
    ["flag and name", (name, code) => `${flag(code)} ${name}`],
    ["name and flag", (name, code) => `${name} ${flag(code)}`],
  ])("%s", (_, write) => {
    for (const { name, code } of COUNTRIES) expect(readCountry(write(name, code)), name).toMatchObject({ name, code });
  });

  test("the form of its state, wherever that names no other country", () => {
    const others: Record<string, string> = {
      CD: "Republic of Democratic Republic of the Congo",
      CG: "Republic of Republic of the Congo",
      CN: "Taiwan",
      DM: "Republic of Dominica",
    };
    for (const { name, code } of COUNTRIES) {
      expect(readCountry(`Republic of ${name}`).name, name).toBe(others[code] ?? name);
    }
  });
});

test("two countries in one cell are none: no part is taken for the whole", () => {
  const country = fc.constantFrom(...COUNTRIES);
  fc.assert(
    fc.property(country, country, fc.constantFrom(", ", " / ", " - ", " | "), (one, other, between) => {
      // Taiwan, China and China, Taiwan are one country's name.
      fc.pre(one !== other && one.code !== "CN" && other.code !== "CN");
      for (const cell of [`${one.name}${between}${other.name}`, `${one.name}${between}${other.code}`]) {
        const { code } = readCountry(cell);
        if (code !== null)
          expect(
            COUNTRIES.filter(({ name }) => name.includes(one.name) || one.name.includes(name)).map((c) => c.code),
            cell,
          ).toContain(code);
      }
    }),
    { numRuns: 2000 },
  );
});

describe("no suggestion names another country than the one a place is in", () => {
  test.each(["cities", "divisions"] as const)("%s", (kind) => {
    const wrong: string[] = [];
    for (const [code, names] of Object.entries(places[kind])) {
      for (const place of names.split("|")) {
        // A place that bears a country's very name (Georgia, Luxembourg) cannot be told from it.
        if (readCountry(place).code !== null) continue;
        const others = suggestCountries(place).filter((name) => name !== countryByCode(code)?.name);
        if (others.length > 0) wrong.push(`${place} (${code}): ${others.join(", ")}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
