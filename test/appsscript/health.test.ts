import { describe, expect, test } from "vitest";
import { RULES_VERSION } from "../../shared/rules-version";
import { openDesk, people } from "./desk";
import { openExporter } from "./exporter-double";

const SETTINGS = { exporter: "", mail: [], hour: 7, stamp: true };

describe("health", () => {
  const bySentence = (checks: { name: string; state: string }[]) =>
    Object.fromEntries(checks.map(({ name, state }) => [name, state]));

  test("is all good when all is", async () => {
    const desk = await openDesk(people(1));
    const exporter = await openExporter();
    desk.setUp();
    desk.call("saveSettings", { ...SETTINGS, exporter: exporter.address });
    exporter.will({ rulesVersion: RULES_VERSION } as never);
    desk.call("installDaily");
    await desk.host.advance(desk.clock.now() + 25 * 3_600_000);
    const states = bySentence(desk.call("health").checks);
    expect(new Set(Object.values(states)), JSON.stringify(desk.call("health").checks, null, 1)).toEqual(
      new Set(["good"]),
    );
  });

  test("names what is not: nothing set up, no exporter, no trigger, other rules", async () => {
    const desk = await openDesk(people(1));
    expect(bySentence(desk.call("health").checks)).toMatchObject({
      "Set up": "bad",
      Exporter: "warn",
      "Daily export": "warn",
      "Hourly look": "warn",
    });
    const exporter = await openExporter();
    exporter.will({ rulesVersion: "0" } as never);
    desk.call("saveSettings", { ...SETTINGS, exporter: exporter.address });
    expect(bySentence(desk.call("health").checks)).toMatchObject({ Exporter: "good", Rules: "bad" });
    exporter.will("hang up");
    expect(bySentence(desk.call("health").checks)).toMatchObject({ Exporter: "bad" });
  });
});
