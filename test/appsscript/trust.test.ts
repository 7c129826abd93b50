import { expect, test } from "vitest";
import { openDaily } from "./daily-desk";
import { ADA, BEN, openDesk, people } from "./desk";
import { openExporter } from "./exporter-double";

const HOUR = 3_600_000;
const settings = (exporter: string) => ({ exporter, mail: [], hour: 7, stamp: true });

/** Ada exports with an exporter; then Ben writes another address into Settings. */
async function openChanged() {
  const desk = await openDesk(people(1));
  const [ours, theirs] = [await openExporter(), await openExporter()];
  desk.setUp();
  desk.call("saveSettings", settings(ours.address));
  desk.call("startExport");
  desk.callAs(BEN, "saveSettings", settings(theirs.address));
  return { desk, ours, theirs };
}

test("nobody's identity goes to an address that another wrote into Settings, until they save it themselves", async () => {
  const { desk, ours, theirs } = await openChanged();
  const refused = { code: "EXPORTER_CHANGED", sentence: expect.stringContaining(`Settings now say ${theirs.address}`) };
  for (const call of ["startExport", "lastExport"]) expect(desk.call(call)).toMatchObject(refused);
  expect(desk.call("exportState", "run-1")).toMatchObject(refused);
  expect(desk.call("releaseExport", "run-1", "because")).toMatchObject(refused);
  expect(desk.call("installDaily")).toMatchObject(refused);
  expect(desk.call("health").checks).toContainEqual(
    expect.objectContaining({ name: "Exporter", state: "bad", ...{ sentence: refused.sentence } }),
  );
  expect(await theirs.asked()).toEqual([]);

  desk.call("saveSettings", settings(theirs.address));
  expect(desk.call("startExport")).toMatchObject({ id: "run-1" });
  expect(await ours.asked()).toHaveLength(1);
});

test("the first address a person meets is taken as it is", async () => {
  const { desk, theirs } = await openChanged();
  expect(desk.callAs("cy@example.com", "startExport")).toMatchObject({ id: "run-1" });
  expect(await theirs.asked()).toHaveLength(1);
});

test("the daily export stops as well, with a mail that says why", async () => {
  const { desk, exporter } = await openDaily();
  const theirs = await openExporter();
  desk.callAs(BEN, "saveSettings", { ...desk.call("settings"), exporter: theirs.address });
  await desk.host.advance(desk.clock.now() + 3 * HOUR);
  expect([await exporter.asked(), await theirs.asked()]).toEqual([[], []]);
  expect(desk.host.outbox.mails).toHaveLength(2);
  expect(desk.host.outbox.mails[0].body).toContain(`If the new address is right, ${ADA} opens Settings`);
});

test("Health asks the exporter without saying who asks", async () => {
  const { desk, theirs } = await openChanged();
  desk.callAs(BEN, "health");
  const [asked] = await theirs.everything();
  expect(asked).toMatchObject({ path: "/v1/health", token: null });
});
