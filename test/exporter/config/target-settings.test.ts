import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readConfig } from "../../../exporter/config/config";

const folder = mkdtempSync(join(tmpdir(), "lead-export-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(config: object) {
  const path = join(folder, "config.json");
  writeFileSync(path, JSON.stringify(config));
  return readConfig(path);
}
const ADDRESS = { kind: "postgres", url: "postgresql://a/b" };

test("targets have defaults, and a file of the configuration's folder, also those of a workbook of the service", () => {
  const targets = [{ kind: "postgres", urlFile: "address" }];
  const read_ = [{ kind: "postgres", urlFile: join(folder, "address"), schema: "lead_export", held: false, keep: 1 }];
  expect(read({ targets }).targets).toEqual(read_);
  const service = { workbooks: [{ spreadsheet: "1abc", out: "out", targets }] };
  expect(read({ service }).service?.workbooks?.[0].targets).toEqual(read_);
});

test.each<[string, unknown, RegExp]>([
  ["no kind", [{ url: "postgresql://a/b" }], /"targets.0.kind" is missing/],
  ["a kind that is none", [{ ...ADDRESS, kind: "mysql" }], /"targets.0.kind" must be .*"postgres"/],
  ["a misspelt key", [{ ...ADDRESS, shema: "x" }], /no "targets.0.shema" \(did you mean "targets.0.schema"\?\)/],
  ["two addresses", [{ ...ADDRESS, urlFile: "x" }], /"targets.0" needs one of url, urlFile and urlEnv/],
  ["no address", [{ kind: "postgres" }], /"targets.0" needs one of url, urlFile and urlEnv/],
  ["no list", ADDRESS, /"targets" must be a list of targets/],
  ["nothing kept", [{ ...ADDRESS, keep: 0 }], /"targets.0.keep" must be at least 1/],
  [
    "a misspelt key of what a store keeps",
    [{ kind: "store", out: "copy", keep: { last: 30, dayly: 60 } }],
    /no "targets.0.keep.dayly" \(did you mean "targets.0.keep.daily"\?\)/,
  ],
  ["a schema of the server's own", [{ ...ADDRESS, schema: "pg_x" }], /"targets.0.schema" must be a name of your own/],
  [
    "a schema too long for the server",
    [{ ...ADDRESS, schema: "é".repeat(32) }],
    /"targets.0.schema" must be at most 63 bytes/,
  ],
])("%s is refused", (_, targets, message) => {
  expect(() => read({ targets })).toThrow(message);
  const inService = new RegExp(message.source.replaceAll('"targets', '"service.workbooks.0.targets'));
  expect(() => read({ service: { workbooks: [{ spreadsheet: "1abc", out: "out", targets }] } })).toThrow(inService);
});
