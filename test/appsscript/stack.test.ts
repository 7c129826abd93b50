import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ADA, openDesk } from "./desk";

test("what the bundle throws names the lines of its sources", async () => {
  const { host } = await openDesk();
  const failure = thrownBy(() => host.rpc(ADA, "handleChange"));
  const [, path, line] = /\((.+):(\d+):\d+\)/.exec((failure.cause as Error).stack!)!;
  expect(path).toBe(`${process.cwd()}/appsscript/main.ts`);
  expect(readFileSync(path, "utf8").split("\n")[Number(line) - 1]).toContain("event.changeType");
});

function thrownBy(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    return error as Error;
  }
  throw new Error("Nothing was thrown.");
}
