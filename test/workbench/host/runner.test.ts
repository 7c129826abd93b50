import { expect, test } from "vitest";
import { Runner } from "../../../workbench/host/runner";
import { START } from "./set-up";

test("a loop without end is stopped at the limit, while loading and while running", () => {
  const run = (code: string) =>
    new Runner({ code }).run({
      function: "work",
      trigger: "menu",
      effectiveUser: "",
      activeUser: "",
      authMode: "FULL",
      hasUi: false,
      limit: 50,
      clock: () => START,
      latency: 0,
      language: "en",
      strike: () => undefined,
      scopes: undefined,
      globals: () => ({}),
      args: () => [],
    }).record.error;
  expect(run("function work() { for (;;); }")).toBe("Exception: Exceeded maximum execution time");
  expect(run("for (;;); function work() {}")).toBe("Exception: Exceeded maximum execution time");
  expect(run("function work() { try { for (;;); } catch {} }")).toBe("Exception: Exceeded maximum execution time");
});
