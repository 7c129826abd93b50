import { csvStart } from "../../inputs/files/csv-start";
import { CsvLines } from "./csv-lines";
import { type Head, SEPARATOR } from "./job";
import { jsonLine } from "./json-line";
import { Stop } from "./stop";

/** The first line of a file, and the first that is no instruction of Excel's; both may be cut. */
interface FirstLines {
  readonly line: string;
  readonly header: string | null;
}

/** Says of a file what it is: tab, number, what else is known of it, and its first lines as JSON in, with tabs between; the same with its head out. */
export function look(line: Buffer): string {
  const [tab, number, known, first] = line.toString("utf8").split("\t");
  try {
    return [tab, number, known, JSON.stringify(headOf(JSON.parse(first)))].join(SEPARATOR);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    throw new Stop({ tab, file: Number(number), block: 0, line: 1, ...error.reason });
  }
}

function headOf({ line, header }: FirstLines): Head {
  refuseBytes(line);
  const text = line.replace(/^\ufeff/, "");
  if (/^\s*\{/.test(text)) return { format: "json", delimiter: "", skip: 0, names: null };
  if (/^\s*\[\s*(?:[[{]|$)/.test(text)) throw new Stop({ code: "JSON_ARRAY", what: "it is one JSON array" });
  if (/^\s*\["/.test(text)) {
    const { values } = jsonLine(text, () => false)!;
    return { format: "json", delimiter: "", skip: 0, names: values.map(String) };
  }
  const { delimiter, skip } = csvStart(Buffer.from(`${text}\n${header ?? ""}\n`));
  const mark = String.fromCharCode(delimiter);
  const isInstruction = skip > 0;
  let names: string[] | null = null;
  const rows = new CsvLines(mark, true, (cells) => {
    names ??= cells;
  });
  rows.push(isInstruction ? (header ?? "") : text);
  return { format: "csv", delimiter: mark, skip: isInstruction ? 1 : 0, names };
}

function refuseBytes(line: string): void {
  if (line.startsWith("PAR1")) throw new Stop({ code: "PARQUET", what: "it is a Parquet file" });
  if (line.startsWith("PK\u0003\u0004")) throw new Stop({ code: "NOT_TEXT", what: "it is a workbook or an archive" });
  if (!line.includes("\0")) return;
  const shown = line.replaceAll("\ufffd", "");
  if (shown.indexOf("\0") === 1) throw new Stop({ code: "UTF_16LE", what: "it is UTF-16" });
  if (shown.indexOf("\0") === 0) throw new Stop({ code: "UTF_16BE", what: "it is UTF-16" });
  throw new Stop({ code: "BAD_BYTE", what: "there is a NUL byte, so this is not a text file or it is damaged" });
}
