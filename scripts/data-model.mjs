// Writes docs/data-model.md and draws docs/data-model.svg from exporter/tables/data-model.ts.
// node scripts/data-model.mjs [--check]: with --check, exits 1 if one of them is not up to date, and writes nothing.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bringUpToDate } from "./bring-up-to-date.mjs";
import { drawModel } from "./data-model-picture.mjs";
import { importSource, ROOT } from "./import-source.mjs";
import { table } from "./markdown.mjs";

const HEAD = `# The data model

Made from \`shared/contract.ts\` and \`exporter/tables/data-model.ts\`; \`npm run fix\` writes it anew.

![The four tables, their keys and how they join](data-model.svg)

Every snapshot says this about itself:

| Where | For whom |
| --- | --- |
| \`data-dictionary.json\` | programs: tables, columns, keys, joins and answers, with the snapshot's zone and versions |
| \`datapackage.json\` | catalogues that read a [Data Package](https://datapackage.org): the same in its words; \`frictionless validate datapackage.json\` holds the files to it |
| the Arrow schema in each Parquet file | pyarrow, R's arrow: \`pq.read_schema("leads.parquet").field("company").metadata\` |
| the key \`lead_export.columns\` in each Parquet file | DuckDB: \`SELECT decode(value) FROM parquet_kv_metadata('leads.parquet') WHERE decode(key) = 'lead_export.columns'\` |

Parquet's own schema has no room for a description: pandas and Spark show none, and files that Spark wrote carry none. \`integer\` has 32 bits; an \`instant\` is a UTC timestamp in microseconds; a \`date\` has no zone.

DuckDB, pyarrow, pandas (with pyarrow), Polars, Spark 3.5 and 4, and hyparquet read the files; fastparquet does not read their dates. Pages carry checksums, which pyarrow compares where asked to
(\`page_checksum_verification=True\`).
\`manifest.json\` has the rows and the SHA-256 of every file.`;

const CHANGES = `A row is the same row where its unique key is, by today's rules and decisions: wherever it stands in the sheet, and however it is written. The
clean rows then, + \`new\` - \`held\` - \`repeat\` - \`gone\`, are the clean rows now.

- \`new\`: no clean row had its key. A row that waited and was corrected is new.
- \`changed\`: a field of the contract holds something else, or is written another way.
- \`held\`: the row that has its key is held now; or the row in its place is, and nothing that can be read of its key differs.
- \`repeat\`: the row in its place repeats another now.
- \`gone\`: none of these; its cells are as they were published.

The snapshot before is the one that was current when this one was made; \`compared.json\` names it, with its counts and since when that is in words (\`since yesterday\`), and has for each answer what it said then:
\`total\`, and for each row of today's answer the number of that row, null where it was not there. Rows of answers are the same where all that is no figure is the same. It has the
same of the last snapshot of the same day a week ago. Nothing is compared across another contract; days and months not across another zone; months not across a year.

What views say of it comes from \`shared/compared-words.ts\`: how the clean leads and each answer changed (\`+12 since yesterday, +48 since a week ago\`), how each row of an answer did, and the sentence of the
rows (\`Leads since yesterday: 31 new, 2 gone, 3 changed, 5 now repeat others.\`). The report of a snapshot has \`marks\` beside its answers: cells a reader must know more of, each with its question,
row and column, a word (\`so far\` of a day, month or year that has not ended, \`unknown\` of a country) and, where there is more to say, a sentence.`;

const { values } = parseArgs({ options: { check: { type: "boolean" } } });
const { DATA_MODEL, CHANGES_TABLE } = await importSource(
  join(ROOT, "exporter/tables"),
  'export { DATA_MODEL } from "./data-model"; export { CHANGES_TABLE } from "./changes-table";',
);
bringUpToDate(
  { "docs/data-model.md": page(DATA_MODEL, CHANGES_TABLE), "docs/data-model.svg": drawModel(DATA_MODEL) },
  values.check,
);

function page(tables, changes) {
  return `${[HEAD, ...tables.map(section), section(changes), CHANGES].join("\n\n")}\n`;
}

function section({ name, description, columns, primaryKey, uniqueKeys, foreignKeys, joins }) {
  const list = (names) => names.map((one) => `\`${one}\``).join(", ");
  const facts = [
    ...(primaryKey.length > 0 ? [`- Primary key: ${list(primaryKey)}`] : []),
    ...uniqueKeys.map((key) => `- No two rows are equal in ${list(key)}`),
    ...foreignKeys.map(({ to, columns: [own, other] }) => `- Foreign key: \`${own}\` is \`${to}.${other}\`, or null`),
    ...joins.map(({ to, on, finds }) => `- Joins \`${to}\` on \`${on}\`: ${finds}`),
  ];
  const rows = columns.map((column) => [
    `\`${column.name}\``,
    column.kind,
    column.nullable ? "yes" : "",
    column.description,
  ]);
  const listed = table(["Column", "Type", "May be null", "Holds"], rows);
  return [`## ${name}`, `${description}.`, ...(facts.length > 0 ? [facts.join("\n")] : []), listed].join("\n\n");
}
