import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

/** Every project of the product, and the others whose files it may import. Those in pages see single files of the part around them, not its rest. */
const PROJECTS: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  appsscript: ["shared"],
  "appsscript/sidebar": ["shared"],
  exporter: ["shared"],
  "exporter/dashboard/page": ["shared"],
  workbench: ["shared"],
  "workbench/page/client": ["shared"],
};
const names = Object.keys(PROJECTS);
const CONFIGS = ["tsconfig.json", "tsconfig.base.json", ...names.map((name) => `${name}/tsconfig.json`)];

const WAYS: Readonly<Record<string, (door: string) => string>> = {
  value: (door) => `import { open } from ${door};\nexport const used: number = open;\n`,
  type: (door) => `import type { Open } from ${door};\nexport const used: Open = 1;\n`,
  dynamic: (door) => `export const used: Promise<number> = import(${door}).then(({ open }) => open);\n`,
};

test("an import across a wall is a compile error, also of a type and also a dynamic one", async () => {
  const top = realpathSync(mkdtempSync(join(tmpdir(), "lead-walls-")));
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(top, path)), { recursive: true });
    writeFileSync(join(top, path), text);
  };
  try {
    for (const path of CONFIGS) {
      put(path, "");
      copyFileSync(path, join(top, path));
    }
    for (const other of ["scripts", "test", "exporter/kernel/assembly"]) {
      put(`${other}/tsconfig.json`, '{ "compilerOptions": { "composite": true } }');
      put(`${other}/nothing.ts`, "export {};\n");
    }
    symlinkSync(join(process.cwd(), "node_modules"), join(top, "node_modules"), "junction");
    const forbidden: string[] = [];
    for (const [from, to] of names.flatMap((from) => names.map((to) => [from, to] as const))) {
      if (from === to) continue;
      for (const [way, use] of Object.entries(WAYS)) {
        // The compiler names a file outside once a project, however many import it: each import has a door of its own.
        const door = `door-${way}-${from.replaceAll("/", "-")}`;
        put(`${to}/${door}.ts`, "export const open = 1;\nexport type Open = typeof open;\n");
        const path = `${from}/${way}-of-${to.replaceAll("/", "-")}.ts`;
        put(path, use(JSON.stringify(`./${relative(from, to).replaceAll("\\", "/")}/${door}`)));
        if (!PROJECTS[from].includes(to)) forbidden.push(path);
      }
    }

    const printed = await typesOf(top);
    const refused = [...printed.matchAll(/^(\S+)\(\d+,\d+\): error TS6307/gm)].map(([, path]) =>
      path.replaceAll("\\", "/"),
    );
    expect(new Set(refused)).toEqual(new Set(forbidden));
    expect(printed.match(/error TS(?!6307)/g)).toBeNull();
  } finally {
    rmSync(top, { recursive: true });
  }
});

/** What the compiler prints of the projects in a folder. */
async function typesOf(folder: string): Promise<string> {
  const compiler = join(process.cwd(), "node_modules/typescript/bin/tsc");
  const run = promisify(execFile)(process.execPath, [compiler, "-b", "--pretty", "false"], { cwd: folder });
  return run.then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
}
