import { DAY_MS, localDay } from "../shared/calendar";
import { instantInWords } from "../shared/instant-words";
import { countOf } from "../shared/numbers";
import { DECISIONS } from "../shared/workbook";
import { instantOf, toWall, type Zone } from "../shared/zone";
import { bad, checked, good, warn } from "./health/check";
import { clientIdCheck, exporterChecks } from "./health/exporter";
import {
  authorisationCheck,
  columnsCheck,
  followingCheck,
  listsCheck,
  marksCheck,
  placeCheck,
  setUpCheck,
} from "./health/installed";
import { decisionsOfTab } from "./live/decisions";
import type { HealthCheck, HealthReport } from "./rpc";
import { mailQuotaLeft } from "./services/mail";
import { triggersOf } from "./services/triggers";
import { effectiveUser } from "./services/user";
import { readStored, type Stored } from "./stored";

const HOUR_MS = 3_600_000;
/** Rows of the tab Decisions that Health names. */
const MOST_NAMED = 5;

/** Compares everything that was installed or remembered with what is true now, each by itself. Nothing is changed. */
export function health(): HealthReport {
  const stored = readStored();
  const now = Date.now();
  const checks = [
    ...checked("Set up", () => setUpCheck(stored)),
    ...checked("Columns", () => columnsCheck(stored)),
    ...checked("Marks", () => marksCheck(stored)),
    ...checked("Drop-downs", () => listsCheck(stored)),
    ...checked("Zone and locale", () => placeCheck(stored)),
    ...checked("Permission", authorisationCheck),
    ...checked("Daily export", () => triggerCheck(stored)),
    ...checked("Last daily export", () => lastRunCheck(stored, now)),
    ...checked("Following edits", () => followingCheck(stored)),
    ...checked("Hourly look", () => sweepCheck(stored, now)),
    ...checked("Check of all rows", () => lastCheckCheck(stored)),
    ...checked("Day and month", () => dateOrderCheck(stored)),
    ...checked("Decisions", decisionsCheck),
    ...checked("Client id", clientIdCheck),
    ...checked("Exporter", () => exporterChecks(stored)),
    ...checked("Mail", () => quotaCheck(stored)),
  ];
  const { trigger, zone, lastDaily } = stored;
  if (trigger === null) return { checks, trigger: null };
  return {
    checks,
    trigger: {
      owner: trigger.owner,
      mine: trigger.owner === effectiveUser(),
      lastRun: lastDaily === null ? null : iso(lastDaily.at),
      nextRun: zone === null ? null : iso(nextRun(zone, trigger.hour, now)),
    },
  };
}

/** When the clock in a zone next shows a full hour, UTC ms. Google's trigger comes within 15 minutes of it. */
function nextRun(zone: Zone, hour: number, now: number): number {
  const today = localDay(toWall(zone, now)) * DAY_MS + hour * HOUR_MS;
  const instant = instantOf(zone, today);
  return instant > now ? instant : instantOf(zone, today + DAY_MS);
}

const REINSTALL = "Below, remove the daily export and install it again.";

function triggerCheck({ trigger, settings }: Stored): HealthCheck {
  const name = "Daily export";
  if (trigger === null) return warn(name, "Nobody exports daily.", "Install the daily export below.");
  const isMine = trigger.owner === effectiveUser();
  if (isMine && trigger.uid === null && triggersOf("handleSweep").length === 0) {
    return bad(name, "Your hourly trigger is gone, which does it.", REINSTALL);
  }
  if (isMine && trigger.uid !== null) {
    const count = triggersOf("handleDaily").length;
    if (count === 0) return bad(name, "Your daily trigger is gone.", REINSTALL);
    if (count > 1) return warn(name, `You have ${count} daily triggers.`, REINSTALL);
  }
  if (trigger.hour !== settings.hour) {
    const sentence = `The trigger is set to ${trigger.hour}:00, Settings to ${settings.hour}:00.`;
    return warn(
      name,
      sentence,
      `${isMine ? "Save" : `Ask ${trigger.owner} to save`} the settings once more: that moves it.`,
    );
  }
  const when = trigger.uid === null ? "with the hourly look after" : "at about";
  return good(name, `${isMine ? "You export" : `${trigger.owner} exports`} daily, ${when} ${trigger.hour}:00.`);
}

function lastRunCheck({ lastDaily, trigger, zone }: Stored, now: number): HealthCheck {
  const name = "Last daily export";
  const wayOut = "Export now shows what is wrong.";
  if (lastDaily === null) return good(name, "There was none yet.");
  if (!lastDaily.ok) return bad(name, lastDaily.sentence, wayOut);
  if (trigger !== null && now - lastDaily.at > 25 * HOUR_MS) {
    return bad(
      name,
      `The last one was on ${instantInWords(lastDaily.at, zone)}, more than a day ago.`,
      `Ask ${trigger.owner} to remove the daily export and install it again, or take it over.`,
    );
  }
  return good(name, lastDaily.sentence);
}

function sweepCheck({ lastSweep, keeper, zone }: Stored, now: number): HealthCheck {
  const name = "Hourly look";
  const again = "Choose Set up in the menu Leads: then it is done in your name.";
  if (keeper === null) return warn(name, "Nobody's triggers follow this sheet.", again);
  if (lastSweep === null || now - lastSweep.at > 3 * HOUR_MS) {
    const since = lastSweep === null ? "" : ` since ${instantInWords(lastSweep.at, zone)}`;
    return bad(name, `It has not been done${since}.`, again);
  }
  if (!lastSweep.ok) return bad(name, lastSweep.sentence, "Choose Check all rows.");
  return good(name, `It is done in the name of ${keeper}.`);
}

function lastCheckCheck({ lastCheck, paused, stale }: Stored): HealthCheck {
  const name = "Check of all rows";
  const again = "Choose Check all rows.";
  if (paused) return warn(name, "The marks were cleared, and nothing is checked until someone asks.", again);
  if (lastCheck === null) return warn(name, "All rows were never checked.", again);
  if (stale) return warn(name, "Some rows are still to be checked.", `The hourly look does that. ${again}`);
  return good(name, `${lastCheck.sentence}.`);
}

function dateOrderCheck({ lastCheck }: Stored): HealthCheck {
  const name = "Day and month";
  const doubt = lastCheck?.dateOrder ?? null;
  if (doubt !== null) return warn(name, doubt.sentence, doubt.wayOut);
  return good(name, "Nothing speaks against the order that the workbook's locale has.");
}

function decisionsCheck(): HealthCheck {
  const name = "Decisions";
  const { countries, ignored } = decisionsOfTab();
  if (ignored.length === 0) return good(name, `${countOf(countries.length, "decision")} of what a country means.`);
  const [more, named] = [ignored.length - MOST_NAMED, ignored.slice(0, MOST_NAMED).join(" ")];
  const wayOut = `Correct or delete these rows in the hidden tab ${DECISIONS} (View > Hidden sheets).`;
  return warn(name, more > 0 ? `${named} So it is with ${countOf(more, "more row")}.` : named, wayOut);
}

function quotaCheck({ settings }: Stored): HealthCheck {
  const name = "Mail";
  const left = mailQuotaLeft();
  const needed = 2 * Math.max(1, settings.mail.length);
  if (left < needed)
    return warn(name, `You may write to ${left} more people today.`, "Google's quota is full again tomorrow.");
  return good(name, `You may write to ${left} more people today.`);
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
