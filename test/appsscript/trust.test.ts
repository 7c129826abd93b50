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

test("Health says who asks only to an exporter that this person has trusted, and then sees what an export would be refused", async () => {
  const { desk, theirs } = await openChanged();
  desk.callAs("cy@example.com", "health");
  expect(await theirs.everything()).toMatchObject([{ path: "/v1/health", token: null }]);

  const signIn = () => desk.callAs(BEN, "health").checks.find(({ name }: { name: string }) => name === "Sign-in");
  const error = { code: "NO_SUCH_RUN", sentence: "There is no such export.", wayOut: "Start one." };
  theirs.will({ rulesVersion: "0" } as never, { status: 404, error });
  expect(signIn()).toMatchObject({ state: "good" });
  expect((await theirs.everything()).at(-1)).toMatchObject({ path: "/v1/exports/none", token: expect.any(String) });
  const refused = { ...error, code: "BAD_TOKEN", sentence: "The identity token is not valid here." };
  theirs.will({ rulesVersion: "0" } as never, { status: 401, error: refused });
  expect(signIn()).toMatchObject({ state: "bad", sentence: refused.sentence });
});
