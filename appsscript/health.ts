import { DAY_MS, localDay } from "../shared/calendar";
import { COMPANIES, LEADS } from "../shared/contract";
import { instantInWords } from "../shared/instant-words";
import { countOf } from "../shared/numbers";
import { RULES_VERSION } from "../shared/rules-version";
import { DECISIONS } from "../shared/workbook";
import { instantOf, toWall, type Zone } from "../shared/zone";
import { getHealth } from "./exports/client";
import { distrust } from "./exports/trust";
import { decisionsOfTab } from "./live/decisions";
import { inWords } from "./refusal";
import type { HealthCheck, HealthReport } from "./rpc";
import { mailQuotaLeft } from "./services/mail";
import { authorisation } from "./services/script";
import { triggersOf } from "./services/triggers";
import { effectiveUser } from "./services/user";
import { SETUP_VERSION } from "./setup/set-up";
import { readStored, type Stored } from "./stored";

const HOUR_MS = 3_600_000;
/** Rows of the tab Decisions that Health names. */
const MOST_NAMED = 5;

/** Looks at everything the daily export and the check rest on. Nothing is changed. */
export function health(): HealthReport {
  const stored = readStored();
  const now = Date.now();
  const checks = [
    setUpCheck(stored),
    columnsCheck(stored),
    authorisationCheck(),
    triggerCheck(stored),
    lastRunCheck(stored, now),
    sweepCheck(stored, now),
    lastCheckCheck(stored),
    dateOrderCheck(stored),
    decisionsCheck(),
    ...exporterChecks(stored),
    quotaCheck(stored),
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

function good(name: string, sentence: string): HealthCheck {
  return { name, state: "good", sentence, wayOut: null };
}

function warn(name: string, sentence: string, wayOut: string): HealthCheck {
  return { name, state: "warn", sentence, wayOut };
}

function bad(name: string, sentence: string, wayOut: string): HealthCheck {
  return { name, state: "bad", sentence, wayOut };
}

const SET_UP = "Choose Set up in the menu Leads.";

function setUpCheck({ version }: Stored): HealthCheck {
  if (version === 0) return bad("Set up", "This sheet has not been set up.", SET_UP);
  if (version < SETUP_VERSION) return warn("Set up", "This sheet was set up by an older version.", SET_UP);
  return good("Set up", "This sheet is set up.");
}

function columnsCheck({ columns }: Stored): HealthCheck {
  const bound = columns.Leads.length + columns.Companies.length;
  const fields = LEADS.fields.length + COMPANIES.fields.length;
  if (bound !== fields) return warn("Columns", `${bound} of ${fields} columns are found.`, SET_UP);
  return good("Columns", `All ${bound} columns are found, and known again when they are renamed.`);
}

function authorisationCheck(): HealthCheck {
  const { granted, url } = authorisation();
  if (granted) return good("Permission", "You have granted what the add-on needs.");
  return bad("Permission", "Google says that a permission is missing.", `Grant it: ${url ?? "choose Set up again"}`);
}

const REINSTALL = "Below, remove the daily export and install it again.";

function triggerCheck({ trigger, settings }: Stored): HealthCheck {
  const name = "Daily export";
  if (trigger === null) return warn(name, "Nobody exports daily.", "Install the daily export below.");
  const isMine = trigger.owner === effectiveUser();
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

function exporterChecks({ settings }: Stored): HealthCheck[] {
  const name = "Exporter";
  if (settings.exporter === "") return [warn(name, "No exporter is set.", "Write its address into Settings.")];
  const changed = distrust(settings.exporter);
  if (changed !== null) return [bad(name, changed.sentence, changed.wayOut)];
  try {
    const { rulesVersion } = getHealth();
    const same = "The sheet and the exporter judge by the same rules.";
    return [
      good(name, "It answers."),
      rulesVersion === RULES_VERSION
        ? good("Rules", same)
        : bad(
            "Rules",
            `The sheet judges by version ${RULES_VERSION} of the rules, the exporter by version ${rulesVersion}.`,
            "Tell whoever looks after them to bring both to the same version.",
          ),
    ];
  } catch (error) {
    const { sentence, wayOut } = inWords(error);
    return [bad(name, sentence, wayOut)];
  }
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
