import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Content, contentKey } from "../../../exporter/publish/content";
import { readCurrent, requireCurrent } from "../../../exporter/publish/current";
import { listSnapshots } from "../../../exporter/publish/history";
import { localFile } from "../../../exporter/publish/local-file";
import { restore } from "../../../exporter/publish/restore";
import { verify } from "../../../exporter/publish/verify";
import { FolderStore } from "../../../exporter/stores/folder";
import { Failure } from "../../../exporter/words/failure";
import { newOut, removeFoldersAfterwards } from "./child";
import { run } from "./publisher";

removeFoldersAfterwards();

const MONDAY = "2026-11-23T12:00:00.000Z";
const TUESDAY = "2026-11-24T12:00:00.000Z";
const at = (out: string) => new FolderStore(out);
const snapshots = (out: string) => readdirSync(join(out, "snapshots"));
const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error as Failure,
  );

describe("the same content on the same day", () => {
  test("is the same snapshot, not a second one", async () => {
    const out = newOut();
    const first = await run(out, "a", MONDAY);
    expect(await run(out, "a", "2026-11-23T18:00:00.000Z")).toBe(first);
    expect(snapshots(out)).toEqual([first]);
  });

  test.each([
    ["just before time alone changes a verdict", "2026-11-23T12:03:59.999Z", 1],
    ["once time alone has changed a verdict", "2026-11-23T12:04:00.000Z", 2],
    ["at an earlier as-of", "2026-11-23T11:59:59.999Z", 2],
    ["within the same second, past the change", "2026-11-23T12:00:00.700Z", 2, "2026-11-23T12:00:00.500Z"],
  ])("%s: as of %s there are %i", async (_, asOf, count, validUntil = "2026-11-23T12:04:00.000Z") => {
    const out = newOut();
    await run(out, "a", MONDAY, { valid_until: validUntil });
    const second = await run(out, "a", asOf);
    expect(snapshots(out)).toHaveLength(count);
    expect((await readCurrent(at(out)))!.snapshot).toBe(second);
  });

  test("becomes current again by the swap only, when another was restored meanwhile", async () => {
    const out = newOut();
    const a = await run(out, "a", MONDAY);
    const b = await run(out, "b", MONDAY);
    await restore(at(out), a);
    expect(await run(out, "b", MONDAY)).toBe(b);
    expect((await readCurrent(at(out)))!.snapshot).toBe(b);
    expect(snapshots(out)).toHaveLength(2);
  });

  test("is made anew beside a damaged one, even at the very same as-of", async () => {
    const out = newOut();
    const first = await run(out, "a", MONDAY);
    appendFileSync(join(out, "snapshots", first, "leads.parquet"), "x");
    const second = await run(out, "a", MONDAY);
    expect(second).toBe(`${first}-2`);
    await verify(at(out), second);
  });
});

describe("the content key", () => {
  const content: Content = {
    sources: { leads: "1", companies: "2" },
    apart: ["b", "c"],
    decisions: { countries: ["US untied states"], ignored: [] },
    zone: "Africa/Lagos",
    dateOrder: "month-first",
    contractVersion: "1",
    rulesVersion: "1",
    questions: [
      { name: "b", text: "SELECT 1" },
      { name: "a", text: "SELECT 2" },
    ],
    day: "2026-11-22",
  };
  const key = contentKey(content);

  test("does not depend on the order the questions are found in", () => {
    expect(contentKey({ ...content, questions: [...content.questions].reverse() })).toBe(key);
  });

  test.each<[string, Partial<Content>]>([
    ["the leads", { sources: { leads: "3", companies: "2" } }],
    ["the two files swapped", { sources: { leads: "2", companies: "1" } }],
    ["a pair kept apart", { apart: ["b", "c", "d"] }],
    ["a decision", { decisions: { countries: [], ignored: [] } }],
    ["a decision's meaning", { decisions: { countries: ["GB untied states"], ignored: [] } }],
    ["a decision that does not count", { decisions: { ...content.decisions, ignored: ["Row 2"] } }],
    ["the zone", { zone: "UTC" }],
    ["the date order", { dateOrder: "day-first" }],
    ["the contract", { contractVersion: "2" }],
    ["the rules", { rulesVersion: "2" }],
    ["a question's text", { questions: [content.questions[0], { name: "a", text: "SELECT 3" }] }],
    ["a question's name", { questions: [content.questions[0], { name: "c", text: "SELECT 2" }] }],
    ["the local day", { day: "2026-11-23" }],
  ])("changes with %s", (_, over) => expect(contentKey({ ...content, ...over })).not.toBe(key));
});

describe("a folder edited by hand", () => {
  const edits: [string, string, (path: string) => void][] = [
    ["longer", "leads.parquet", (path) => appendFileSync(path, "x")],
    ["shorter", "answers/one.parquet", (path) => truncateSync(path, 3)],
    ["same size, other bytes", "leads.parquet", (path) => writeFileSync(path, "b".repeat(1000))],
    ["gone", "answers/one.parquet", (path) => rmSync(path)],
    [
      "a count in the manifest",
      "manifest.json",
      (path) => writeFileSync(path, readFileSync(path, "utf8").replace('"clean": 10', '"clean": 11')),
    ],
    ["a manifest cut short", "manifest.json", (path) => truncateSync(path, 40)],
  ];

  test.each(edits)("%s (%s) is found, named, and not restored", async (_, file, edit) => {
    const out = newOut();
    const edited = await run(out, "a", MONDAY);
    const current = await run(out, "b", TUESDAY);
    edit(join(out, "snapshots", edited, file));
    for (const work of [verify, restore]) {
      const found = await failure(work(at(out), edited));
      expect(found).toBeInstanceOf(Failure);
      expect(found!.code).toBe("SNAPSHOT_CHANGED");
      expect(found!.message).toContain(join(edited, file));
      expect(found!.wayOut).toContain("restore");
    }
    expect((await readCurrent(at(out)))!.snapshot).toBe(current);
  });

  test("a file is proven before it is read: one flipped bit is found", async () => {
    const out = newOut();
    const name = await run(out, "a", MONDAY);
    const manifest = await verify(at(out), name);
    const path = await localFile(at(out), manifest, "leads.parquet");
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1] ^= 1;
    writeFileSync(path, bytes);
    expect((await failure(localFile(at(out), manifest, "leads.parquet")))!.code).toBe("SNAPSHOT_CHANGED");
    rmSync(path);
    expect((await failure(localFile(at(out), manifest, "leads.parquet")))!.code).toBe("SNAPSHOT_CHANGED");
  });

  test("what is not read is only measured, what is read is proven", async () => {
    const out = newOut();
    const name = await run(out, "a", MONDAY);
    writeFileSync(join(out, "snapshots", name, "leads.parquet"), "b".repeat(1000));
    await verify(at(out), name, ["answers/one.parquet"]);
    expect((await failure(verify(at(out), name, ["leads.parquet"])))!.code).toBe("SNAPSHOT_CHANGED");
  });
});

describe("history and restore", () => {
  test("newest first, the current one marked, damaged ones listed with what is wrong", async () => {
    const out = newOut();
    const a = await run(out, "a", MONDAY);
    const b = await run(out, "b", TUESDAY);
    mkdirSync(join(out, "snapshots", "2026-11-25T120000Z-deadbeef"));
    writeFileSync(join(out, "snapshots", "a stray file"), "");
    await restore(at(out), a);
    const list = await listSnapshots(at(out));
    expect(list.slice(0, 2).map(({ snapshot, current }) => [snapshot, current?.how ?? null])).toEqual([
      [b, null],
      [a, "restore"],
    ]);
    expect(list[0].about).toMatchObject({ asOf: TUESDAY, requestedBy: "test", counts: { leads: { clean: 10 } } });
    expect(list.slice(2).map(({ about }) => about)).toEqual([null, null]);
    for (const { problem } of list.slice(2)) expect(problem).not.toBeNull();
  });

  test("restore changes current.json and nothing else", async () => {
    const out = newOut();
    const a = await run(out, "a", MONDAY);
    await run(out, "b", TUESDAY);
    const before = snapshots(out);
    expect(await restore(at(out), a)).toMatchObject({ snapshot: a, how: "restore" });
    expect((await readCurrent(at(out)))!.snapshot).toBe(a);
    expect(snapshots(out)).toEqual(before);
  });

  test.each(["nosuch", "../out", "", ".", ".staging-1", "a/b"])("there is no snapshot called %j", async (name) => {
    const out = newOut();
    await run(out, "a", MONDAY);
    const found = await failure(restore(at(out), name));
    expect(found!.code).toBe("SNAPSHOT_MISSING");
    expect(found!.wayOut).toContain("history");
  });

  test("before the first run there is no history, nothing is current, and nothing is made by looking", async () => {
    const out = newOut();
    expect(await listSnapshots(at(out))).toEqual([]);
    expect(await readCurrent(at(out))).toBeNull();
    expect((await failure(requireCurrent(at(out))))!.code).toBe("NOTHING_PUBLISHED");
    expect((await failure(restore(at(out), "nosuch")))!.code).toBe("SNAPSHOT_MISSING");
    expect(() => readdirSync(out)).toThrow();
  });

  test.each(["", "{}", '{"snapshot":"../../etc"}', "null"])(
    "current.json that says %j is a failure a restore mends",
    async (text) => {
      const out = newOut();
      const a = await run(out, "a", MONDAY);
      writeFileSync(join(out, "current.json"), text);
      expect((await failure(readCurrent(at(out))))!.code).toBe("CURRENT_UNREADABLE");
      expect(await listSnapshots(at(out))).toHaveLength(1);
      await restore(at(out), a);
      expect((await readCurrent(at(out)))!.snapshot).toBe(a);
    },
  );
});
