import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { fingerprint, keptFingerprint, ROOT } from "../../scripts/fingerprint.mjs";

test("no rule changes under an old version", async () => {
  const what =
    "The contract, a vector or a generated table is not what it was when the versions were decided on. " +
    "If any cells may now get another verdict, reading or key, raise RULES_VERSION (shared/rules-version.ts); if a field, a type, " +
    "a required flag or a key changed, raise CONTRACT_VERSION (shared/contract.ts). Then run `npm run fingerprint`.";
  expect(await fingerprint(), what).toEqual(keptFingerprint());
});

describe("a change is noticed", () => {
  const root = mkdtempSync(join(tmpdir(), "fingerprint-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  beforeEach(() => {
    for (const folder of ["shared", "test/vectors"])
      cpSync(join(ROOT, folder), join(root, folder), { recursive: true });
  });
  const edit = (file: string, from: string | RegExp, to: string) => {
    const before = readFileSync(join(root, file), "utf8");
    const after = before.replace(from, to);
    expect(after).not.toBe(before);
    writeFileSync(join(root, file), after);
  };
  const changed = async () => {
    const [before, after] = [keptFingerprint(root), await fingerprint(root)];
    const names = new Set([...Object.keys(before.hashes), ...Object.keys(after.hashes)]);
    return [...names].filter((name) => before.hashes[name] !== after.hashes[name]);
  };

  test.each<[string, string, string | RegExp, string, string]>([
    ["a vector", "test/vectors/rows.json", /"clean"/, '"held"', "test/vectors/rows.json"],
    ["a generated table", "shared/country.data.ts", "Nigeria", "Niger", "shared/country.data.ts"],
    ["a required flag", "shared/contract.ts", "required: true", "required: false", "contract"],
    ["a unique key", "shared/contract.ts", /"last_name", "country"\]/, '"last_name"]', "contract"],
    ["an alias", "shared/contract.ts", '"surname"', '"sirname"', "contract"],
  ])("of %s", async (_, file, from, to, name) => {
    edit(file, from, to);
    expect(await changed()).toEqual([name]);
  });

  test("and a file of vectors more or less, but not how one is laid out, nor a comment", async () => {
    writeFileSync(join(root, "test/vectors/more.json"), "[]");
    expect(await changed()).toEqual(["test/vectors/more.json"]);
    rmSync(join(root, "test/vectors/more.json"));
    rmSync(join(root, "test/vectors/text.json"));
    expect(await changed()).toEqual(["test/vectors/text.json"]);
    cpSync(join(ROOT, "test/vectors/text.json"), join(root, "test/vectors/text.json"));
    const vectors: unknown = JSON.parse(readFileSync(join(root, "test/vectors/text.json"), "utf8"));
    writeFileSync(join(root, "test/vectors/text.json"), JSON.stringify(vectors));
    edit("shared/contract.ts", "// COMAPANY (sic)", "// (sic)");
    expect(await changed()).toEqual([]);
  });

  test("of a version that nobody kept", async () => {
    edit("shared/rules-version.ts", /"[^"]+"/, '"next"');
    expect((await fingerprint(root)).rulesVersion).not.toBe(keptFingerprint(root).rulesVersion);
  });
});
