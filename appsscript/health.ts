import { DAY_MS, localDay } from "../shared/calendar";
import { instantInWords } from "../shared/instant-words";
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
import { CHECK_NAMES, RUNNING_WORDS } from "./words/health";

const HOUR_MS = 3_600_000;
/** Rows of the tab Decisions that Health names. */
const MOST_NAMED = 5;

/** Compares everything that was installed or remembered with what is true now, each by itself. Nothing is changed. */
export function health(): HealthReport {
  const stored = readStored();
  const now = Date.now();
  const checks = [
    ...checked(CHECK_NAMES.setUp, () => setUpCheck(stored)),
    ...checked(CHECK_NAMES.columns, () => columnsCheck(stored)),
    ...checked(CHECK_NAMES.marks, () => marksCheck(stored)),
    ...checked(CHECK_NAMES.lists, () => listsCheck(stored)),
    ...checked(CHECK_NAMES.place, () => placeCheck(stored)),
    ...checked(CHECK_NAMES.permission, authorisationCheck),
    ...checked(CHECK_NAMES.daily, () => triggerCheck(stored)),
    ...checked(CHECK_NAMES.lastDaily, () => lastRunCheck(stored, now)),
    ...checked(CHECK_NAMES.following, () => followingCheck(stored)),
    ...checked(CHECK_NAMES.sweep, () => sweepCheck(stored, now)),
    ...checked(CHECK_NAMES.lastCheck, () => lastCheckCheck(stored)),
    ...checked(CHECK_NAMES.dateOrder, () => dateOrderCheck(stored)),
    ...checked(CHECK_NAMES.decisions, decisionsCheck),
    ...checked(CHECK_NAMES.clientId, clientIdCheck),
    ...checked(CHECK_NAMES.exporter, () => exporterChecks(stored)),
    ...checked(CHECK_NAMES.mail, () => quotaCheck(stored)),
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

function triggerCheck({ trigger, settings }: Stored): HealthCheck {
  const name = CHECK_NAMES.daily;
  if (trigger === null) return warn(name, RUNNING_WORDS.noDaily);
  const isMine = trigger.owner === effectiveUser();
  const other = isMine ? null : trigger.owner;
  const hourly = trigger.uid === null;
  if (isMine && hourly && triggersOf("handleSweep").length === 0) return bad(name, RUNNING_WORDS.hourlyGone);
  if (isMine && !hourly) {
    const count = triggersOf("handleDaily").length;
    if (count === 0) return bad(name, RUNNING_WORDS.dailyGone);
    if (count > 1) return warn(name, RUNNING_WORDS.dailyTwice({ count }));
  }
  const { hour } = trigger;
  if (hour !== settings.hour) return warn(name, RUNNING_WORDS.hourDiffers({ hour, wanted: settings.hour, other }));
  return good(name, RUNNING_WORDS.daily({ other, hourly, hour }));
}

function lastRunCheck({ lastDaily, trigger, zone }: Stored, now: number): HealthCheck {
  const name = CHECK_NAMES.lastDaily;
  if (lastDaily === null) return good(name, RUNNING_WORDS.noLastDaily);
  if (!lastDaily.ok) return bad(name, RUNNING_WORDS.lastDailyBad(lastDaily));
  if (trigger !== null && now - lastDaily.at > 25 * HOUR_MS) {
    const when = instantInWords(lastDaily.at, zone);
    return bad(name, RUNNING_WORDS.lastDailyOld({ when, owner: trigger.owner }));
  }
  return good(name, lastDaily.sentence);
}

function sweepCheck({ lastSweep, keeper, zone }: Stored, now: number): HealthCheck {
  const name = CHECK_NAMES.sweep;
  if (keeper === null) return warn(name, RUNNING_WORDS.nobodyLooks);
  if (lastSweep === null || now - lastSweep.at > 3 * HOUR_MS) {
    return bad(name, RUNNING_WORDS.sweepGone({ since: lastSweep && instantInWords(lastSweep.at, zone) }));
  }
  if (!lastSweep.ok) return bad(name, RUNNING_WORDS.sweepBad(lastSweep));
  return good(name, RUNNING_WORDS.sweep({ keeper }));
}

function lastCheckCheck({ lastCheck, paused, stale }: Stored): HealthCheck {
  const name = CHECK_NAMES.lastCheck;
  if (paused) return warn(name, RUNNING_WORDS.paused);
  if (lastCheck === null) return warn(name, RUNNING_WORDS.neverChecked);
  if (stale) return warn(name, RUNNING_WORDS.stale);
  return good(name, RUNNING_WORDS.lastCheck({ counts: lastCheck.sentence }));
}

function dateOrderCheck({ lastCheck }: Stored): HealthCheck {
  const doubt = lastCheck?.dateOrder ?? null;
  return doubt === null ? good(CHECK_NAMES.dateOrder, RUNNING_WORDS.dateOrder) : warn(CHECK_NAMES.dateOrder, doubt);
}

function decisionsCheck(): HealthCheck {
  const name = CHECK_NAMES.decisions;
  const { countries, ignored } = decisionsOfTab();
  if (ignored.length === 0) return good(name, RUNNING_WORDS.decisions({ count: countries.length }));
  const named = ignored.slice(0, MOST_NAMED);
  return warn(name, RUNNING_WORDS.decisionsIgnored({ named, more: ignored.length - MOST_NAMED }));
}

function quotaCheck({ settings }: Stored): HealthCheck {
  const left = mailQuotaLeft();
  const needed = 2 * Math.max(1, settings.mail.length);
  const sentence = RUNNING_WORDS.mailLeft({ left });
  if (left < needed) return warn(CHECK_NAMES.mail, { sentence, wayOut: RUNNING_WORDS.mailShort });
  return good(CHECK_NAMES.mail, sentence);
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
