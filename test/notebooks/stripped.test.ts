import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const notebooks = readdirSync("notebooks").filter((name) => name.endsWith(".ipynb"));

test("there is a notebook", () => {
  expect(notebooks).toContain("leads.ipynb");
});

describe.each(notebooks)("%s in git", (name) => {
  const text = readFileSync(join("notebooks", name), "utf8");
  const notebook = JSON.parse(text);

  test("has no outputs and no trace of who ran it", () => {
    const code = notebook.cells.filter((cell: { cell_type: string }) => cell.cell_type === "code");
    expect(code.length).toBeGreaterThan(3);
    for (const cell of code) expect(cell).toMatchObject({ execution_count: null, outputs: [] });
    for (const cell of notebook.cells) expect(cell.metadata).toEqual({});
    expect(Object.keys(notebook.metadata).sort()).toEqual(["kernelspec", "language_info"]);
    expect(notebook.metadata.language_info).toEqual({ name: "python" });
  });

  test("is written so that a change of a line is a change of a line", () => {
    expect(text).toBe(`${JSON.stringify(notebook, null, 1)}\n`);
    const lines: string[] = notebook.cells.flatMap((cell: { source: string[] }) => cell.source.slice(0, -1));
    expect(lines.filter((line) => !/^[^\n]*\n$/.test(line))).toEqual([]);
  });
});
