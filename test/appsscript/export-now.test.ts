import { describe, expect, test } from "vitest";
import { openDesk, people } from "./desk";
import { openExporter } from "./exporter-double";

const SETTINGS = { exporter: "", mail: [], hour: 7, stamp: true };

describe("export now", () => {
  const openWith = async (...replies: Parameters<Awaited<ReturnType<typeof openExporter>>["will"]>) => {
    const desk = await openDesk(people(1));
    const exporter = await openExporter();
    desk.setUp();
    desk.call("saveSettings", { ...SETTINGS, exporter: exporter.address });
    exporter.will(...replies);
    return { desk, exporter };
  };

  test("starts a run, follows it, and finds it again later", async () => {
    const { desk } = await openWith({ state: "running", phase: "reading" }, { state: "published" });
    const run = desk.call("startExport");
    expect(run).toMatchObject({ id: "run-1", state: "running", phase: "reading" });
    expect(desk.call("exportState", run.id)).toMatchObject({ state: "published" });
    expect(desk.call("lastExport")).toMatchObject({ id: "run-1" });
  });

  test("asks again with the same key when the exporter's host is not ready", async () => {
    const { desk, exporter } = await openWith({ status: 503 }, "hang up", { state: "running" });
    expect(desk.call("startExport")).toMatchObject({ state: "running" });
    const keys = (await exporter.asked()).map(({ key }) => key);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
  });

  test("says what the exporter, or whatever answers in its place, says", async () => {
    const { desk, exporter } = await openWith({});
    const refusal = { code: "NOT_ALLOWED", sentence: "This account may not use the service.", wayOut: "Ask." };
    for (const [reply, error] of [
      [{ status: 403, error: refusal }, refusal],
      [{ status: 404 }, { code: "EXPORTER_REFUSED" }],
      [{ status: 502 }, { code: "EXPORTER_UNREACHABLE" }],
      ["hang up", { code: "EXPORTER_UNREACHABLE" }],
      [{ id: 7 }, { code: "EXPORTER_ODD" }],
    ] as const) {
      exporter.will(reply as never);
      expect(desk.call("startExport"), JSON.stringify(reply)).toMatchObject(error);
    }
  });

  test("forgets a run that the exporter has forgotten", async () => {
    const gone = { status: 404, error: { code: "NO_SUCH_RUN", sentence: "Gone.", wayOut: "Export again." } };
    const { desk } = await openWith({ state: "running" }, gone);
    desk.call("startExport");
    expect(desk.call("lastExport")).toBeNull();
  });

  test("a release says why", async () => {
    const { desk, exporter } = await openWith({ state: "stopped" }, { state: "running" });
    desk.call("startExport");
    desk.call("releaseExport", "run-1", "half the team left");
    const [, release] = await exporter.asked();
    expect(release).toMatchObject({ path: "/v1/exports/run-1/release", body: '{"reason":"half the team left"}' });
  });
});
