import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect } from "vitest";
import { tidy } from "../../../../shared/text";
import { failure, read } from "./reading";

const HEADER = ["Company", "HQ Location", "Notes"];
const DELIMITERS = [",", ";", "\t", "|"];
/** What is dropped around a quoted cell. csv-parse knows the space alone, and is given one in the place of each of the others. */
const DROPPED = /[\u00a0\u200b\ufeff\u3000\v]/g;

/** As many CR before LF as we take for one line end, the longest first. */
const LINE_ENDS = [...Array.from({ length: 8 }, (_, i) => `${"\r".repeat(8 - i)}\n`), "\n\r", "\n", "\r"];

const word = fc.constantFrom("a", "Acme", '"', '""', '"a', 'a"', "é", '5" disk', "'", "\ud83c\udf89");
const space = fc.constantFrom(" ", "  ", "\u00a0", "\u200b", "\ufeff", "\u3000", "\v", "\u00a0 \u200b");
const quoted = fc
  .array(fc.oneof(word, fc.constantFrom(",", ";", "\n", "\r\n", "\r", "\t", "|", " ")), { maxLength: 3 })
  .map((parts) => `"${parts.join("").replaceAll('"', '""')}"`);
const end = fc.constantFrom("\n", "\r\n", "\r\r\n", "\n\r", "\r", "\r\r\r\n");

/**
 * Texts in the grammar that both readers have: any mix of delimiters, line ends, words, quotes, whole quoted cells, and spaces
 * and invisible characters anywhere. What we read, csv-parse must read the same, cell for cell; what we refuse, nobody need read.
 */
export function agreesWithCsvParse(numRuns: number, seed?: number): Promise<void> {
  const written = fc.record({
    delimiter: fc.constantFrom(...DELIMITERS),
    parts: fc.array(
      fc.oneof(
        { weight: 4, arbitrary: fc.constant("DELIMITER") },
        { weight: 2, arbitrary: word },
        { weight: 3, arbitrary: quoted },
        { weight: 2, arbitrary: space },
        { weight: 2, arbitrary: end },
      ),
      { maxLength: 40 },
    ),
    headerEnd: end,
    chunkBytes: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant(65536)),
  });
  return fc.assert(
    fc.asyncProperty(written, async ({ delimiter, parts, headerEnd, chunkBytes }) => {
      const body = parts.map((part) => (part === "DELIMITER" ? delimiter : part)).join("");
      // csv-parse takes no row for one that ends with the text and holds spaces only.
      const text = `${HEADER.join(delimiter)}${headerEnd}${body}\nZ`;
      if ((await failure(text, { chunkBytes })) !== "no failure") return;
      const { headers, rows, overlong } = await read(text, { chunkBytes });
      const theirs = byCsvParse(text, delimiter);
      expect(headers).toEqual(theirs[0]);
      expect(rows.map((row) => row.map((cell) => shown(cell as string)))).toEqual(
        theirs.slice(1).map((row) => HEADER.map((_, i) => shown(row[i] ?? ""))),
      );
      const long = theirs.slice(1).flatMap((row, i) => (row.slice(HEADER.length).some(isFilled) ? [i] : []));
      expect(overlong).toEqual(long);
    }),
    { numRuns, ...(seed === undefined ? {} : { seed }) },
  );
}

function byCsvParse(text: string, delimiter: string): string[][] {
  return parse(text.replace(DROPPED, " "), {
    delimiter,
    record_delimiter: [...LINE_ENDS],
    relax_column_count: true,
    relax_quotes: true,
    trim: true,
  });
}

function shown(cell: string): string {
  return tidy(cell.replace(DROPPED, " "));
}

function isFilled(cell: string): boolean {
  return shown(cell) !== "";
}
