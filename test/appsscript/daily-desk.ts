import type { HostOptions } from "../../workbench/host/host";
import { type Desk, openDesk, people } from "./desk";
import { openExporter } from "./exporter-double";

export const HOUR = 3_600_000;

/** A workbook with a daily export in Ada's name, an exporter, and its mails. */
export async function openDaily(addOn = false, services: HostOptions["services"] = {}) {
  const desk = await openDesk(people(3), { services: { addOn, ...services } });
  const exporter = await openExporter();
  desk.setUp();
  desk.call("saveSettings", {
    exporter: exporter.address,
    mail: ["team@example.com", "boss@example.com"],
    hour: 7,
    stamp: true,
  });
  desk.call("installDaily");
  return { desk, exporter };
}

/** What ran of the daily export, and by what name. */
export const daily = (desk: Desk) =>
  desk.host.executions.filter((one) => /^handle(?:Daily|Retry|FollowUp)$/.test(one.function));
export const names = (desk: Desk) => daily(desk).map((one) => one.function.slice(6));
