import { Failure } from "../../words/failure";

const SIGNATURES: readonly (readonly [signature: string, name: string])[] = [
  ["\xd0\xcf\x11\xe0", "an old Excel workbook"],
  ["PAR1", "a Parquet file"],
  ["%PDF", "a PDF document"],
  ["\x1f\x8b", "gzip data packed twice"],
  ["\x28\xb5\x2f\xfd", "data packed with zstd"],
  ["BZh", "data packed with bzip2"],
  ["\xfd7zXZ", "data packed with xz"],
  ["7z\xbc\xaf", "a 7-Zip archive"],
  ["ARROW1", "an Arrow file"],
  ["FEA1", "a Feather file"],
  ["Obj\x01", "an Avro file"],
  ["ORC", "an ORC file"],
  ["SQLite format 3", "a SQLite database"],
  ["{\\rtf", "a rich text document"],
  ["bplist00", "an Apple property list"],
  ["\x89PNG", "a picture"],
  ["\xff\xd8\xff", "a picture"],
];

const PAGE =
  /^(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|meta|title|script|style|div|table)\b/is;

/** What a zip archive is, by the names of the files in it. */
const ARCHIVES: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/opendocument\.spreadsheet/, "an OpenDocument spreadsheet (.ods)"],
  [/xl\/(?:workbook|worksheets|_rels|styles|sharedStrings)/, "an Excel workbook"],
  [/Index\/|\.iwa|preview(?:-web|-micro)?\.jpg/, "an Apple Numbers document"],
  [/word\//, "a Word document"],
];

/** Throws `NOT_TEXT` for bytes that are no text, with what they are. */
export function refuseBinary(head: Uint8Array, path: string): void {
  const start = Buffer.from(head).toString("latin1");
  const known = SIGNATURES.find(([signature]) => start.startsWith(signature));
  if (known !== undefined) throw notText(`${path} is ${known[1]}, not a text table.`);
  if (!start.startsWith("PK\x03\x04")) return;
  const archive = ARCHIVES.find(([pattern]) => pattern.test(start));
  throw notText(`${path} is ${archive?.[1] ?? "an Excel workbook or another zip archive"}, not a text table.`);
}

/** Throws `NOT_TEXT` for a text that is a web page; Google's own page means that a sheet is not shared. */
export function refusePage(head: Uint8Array, path: string): void {
  const text = Buffer.from(head).toString("utf8").trimStart();
  if (PAGE.test(text)) {
    if (/accounts\.google\.com|ServiceLogin|<title>[^<]*\bGoogle\b[^<]*sign|sign in[^<]*google/i.test(text)) {
      const sentence = `${path} is Google's sign-in page, not a table: this sheet is not shared.`;
      throw new Failure("NOT_TEXT", sentence, { way: "signIn" });
    }
    throw notText(`${path} is a web page, not a table.`);
  }
  if (/^<\?(?:xml|mso)/i.test(text)) throw notText(`${path} is an XML document, not a table.`);
}

function notText(sentence: string): Failure {
  return new Failure("NOT_TEXT", sentence, { way: "export" });
}
