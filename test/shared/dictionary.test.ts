import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { COMPANIES, LEADS } from "../../shared/contract";
import { HELD_CODES, WARNING_CODES } from "../../shared/problem";

const SCRIPT = fileURLToPath(new URL("../../scripts/dictionary.mjs", import.meta.url));
let folder: string;
let readme: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dictionary-"));
  readme = join(folder, "README.md");
  writeFileSync(readme, "# Before\n\n<!-- dictionary -->\nold\n<!-- /dictionary -->\n\nafter\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) => spawnSync(process.execPath, [SCRIPT, ...args], { encoding: "utf8" });

test("an old dictionary is found, replaced, and then up to date", () => {
  expect(run("--check", readme)).toMatchObject({ status: 1, stdout: "" });
  expect(readFileSync(readme, "utf8")).toContain("\nold\n");
  expect(run(readme).status).toBe(0);
  expect(run("--check", readme).status).toBe(0);
});

test("it holds every field, header, alias and problem code, and leaves the rest of the page alone", () => {
  const text = readFileSync(readme, "utf8");
  for (const field of [...LEADS.fields, ...COMPANIES.fields]) {
    expect(text).toContain(
      `| \`${field.name}\` | ${field.type} | yes | ${field.header} | ${field.aliases.join(", ")} |`,
    );
  }
  for (const code of [...HELD_CODES, ...WARNING_CODES, "DUPLICATE"]) expect(text).toContain(`\n| \`${code}\` | `);
  expect(text).toMatch(/^# Before\n\n<!-- dictionary -->\n/);
  expect(text).toMatch(/\n<!-- \/dictionary -->\n\nafter\n$/);
});

test("a page without the markers is refused and left as it is", () => {
  const other = join(folder, "OTHER.md");
  writeFileSync(other, "# No markers\n");
  const result = run(other);
  expect(result.status).not.toBe(0);
  expect(result.stderr).toContain("<!-- dictionary -->");
  expect(readFileSync(other, "utf8")).toBe("# No markers\n");
});
