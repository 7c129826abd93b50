import { DAY_MS, localDay } from "../../shared/calendar";
import { instantInWords } from "../../shared/instant-words";
import { type ExportRun, NOT_DUE, type ServiceError } from "../../shared/service";
import { toWall } from "../../shared/zone";
import { exportState, startExport } from "../exports/exports";
import { localDayOf } from "../local-day";
import { inWords } from "../refusal";
import { removeTriggers, runOnceLater } from "../services/triggers";
import { effectiveUser } from "../services/user";
import { writeBanner } from "../sheet/banner";
import { type DailyRun, readStored, remember } from "../stored";
import { DAILY_WORDS } from "../words/daily";
import { mailAnswers } from "./answers-mail";
import { mailFailure, mailGuard, mailRecovered, mailRetry } from "./mails";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A one-shot trigger comes some minutes late at times. */
const GRACE_MS = 10 * MINUTE_MS;
const RETRY_AFTER_MS = 5 * MINUTE_MS;
const LOOK_AFTER_MS = MINUTE_MS;
/** An export takes minutes. One that takes longer is not waited for. */
const PATIENCE_MS = 2 * HOUR_MS;

// A day has one export: that of 07:00 or, when that failed twice, the first of the hourly looks at which the exporter is back. Whoever
// exported meanwhile did the day's work.

/** 07:00: the day's first attempt. The trigger of someone who is no longer the owner, which nobody else could delete, deletes itself. */
export function runDaily(): void {
  const { trigger, zone, settings, daily, lastDaily } = readStored();
  if (trigger?.owner !== effectiveUser()) {
    removeTriggers("handleDaily");
    return;
  }
  const now = Date.now();
  const day = localDayOf(now, zone);
  // The hourly look was first, for Google's trigger came late.
  if (daily?.day === day) return;
  // What was left of yesterday has no business today.
  removeTriggers("handleRetry");
  removeTriggers("handleFollowUp");
  // An exporter that is run by a clock of its own has written the Summary tab by now.
  if (settings.exporter === "" && (settings.answers ?? "never") !== "never") {
    mailAnswers();
    return;
  }
  const trouble = lastDaily?.ok === false ? lastDaily.sentence : null;
  attempt({ day, attempt: 1, id: null, since: now, next: null, trouble });
}

/** Five minutes after the first attempt failed: the second one. */
export function runRetry(): void {
  removeTriggers("handleRetry");
  const { daily } = readStored();
  if (daily?.next?.step !== "retry") return;
  attempt({ ...daily, attempt: 2, id: null, since: Date.now(), next: null });
}

/** With an hourly look after both failed: one more, unless the day is over. */
function runLate(daily: DailyRun, today: string): void {
  if (daily.day !== today) remember("daily", { ...daily, next: null });
  else attempt({ ...daily, attempt: daily.attempt + 1, id: null, since: Date.now(), next: null });
}

/** A minute after an export was started, and every minute until it has ended: looks what came of it. */
export function followUp(): void {
  removeTriggers("handleFollowUp");
  const { daily } = readStored();
  if (daily?.next?.step !== "look" || daily.id === null) return;
  const { id } = daily;
  proceed(daily, () => exportState(id));
}

/** Hourly, by the sweep of the owner: does what no trigger of its own did, because Google admitted none or lost it, and what failed twice. */
export function catchUp(): void {
  const { trigger, daily, zone } = readStored();
  if (trigger === null || zone === null || trigger.owner !== effectiveUser()) return;
  const now = Date.now();
  const today = localDayOf(now, zone);
  const { next } = daily ?? {};
  if (daily !== null && next != null && now > next.at + GRACE_MS) {
    if (next.step === "retry") runRetry();
    else if (next.step === "look") followUp();
    else runLate(daily, today);
    return;
  }
  const wall = toWall(zone, now);
  const hour = Math.floor((wall - localDay(wall) * DAY_MS) / HOUR_MS);
  // A trigger of its own is given an hour. Before it ever ran nobody expects the export of an hour that is past.
  const isLost = trigger.uid === null ? hour >= trigger.hour : daily !== null && hour > trigger.hour;
  if (isLost && daily?.day !== today) runDaily();
}

function attempt(run: DailyRun): void {
  remember("daily", run);
  const isLate = run.attempt > 2;
  // Each attempt has a key of its own: the first one's would be answered with the export that failed.
  const which = isLate ? `-${run.attempt}` : run.attempt === 2 ? "-retry" : "";
  proceed(run, () => startExport(`leads-${run.day}${which}`, isLate));
}

function proceed(daily: DailyRun, ask: () => ExportRun): void {
  let run: ExportRun;
  try {
    run = ask();
  } catch (error) {
    // The exporter writes its own failures into the Summary tab; of this one it knows nothing.
    failed(daily, inWords(error), true);
    return;
  }
  if (run.state === "running" && Date.now() - daily.since < PATIENCE_MS) {
    remember("daily", { ...daily, id: run.id, next: { step: "look", at: Date.now() + LOOK_AFTER_MS } });
    runOnceLater("handleFollowUp", LOOK_AFTER_MS);
  } else if (run.state === "running") {
    failed(daily, tooLong(run), false);
  } else if (run.state === "stopped") {
    const error = run.error ?? unexplained(run);
    ended(daily, false, DAILY_WORDS.stopped(error));
    mailGuard(error);
  } else if (run.state === "failed" || run.error !== null) {
    // Published from old rows, or without the Summary tab, is not what was asked for either.
    failed(daily, run.error ?? unexplained(run), false);
  } else {
    ended({ ...daily, trouble: null }, true, inShort(run));
    if (daily.trouble != null) mailRecovered(daily.trouble);
    mailAnswers();
  }
}

function inShort({ state, result }: ExportRun): string {
  if (state === "published") return DAILY_WORDS.published;
  const notDue = result?.notices.find(({ code }) => code === NOT_DUE);
  return notDue?.sentence ?? DAILY_WORDS.unchanged;
}

/**
 * What comes next is arranged first: a tab or a mail that cannot be written must not cost the retry. `unheard`: the exporter was not.
 * The first two are told; that a later one failed too is no news, and an export that went well meanwhile may stand in the tab.
 */
function failed(daily: DailyRun, error: ServiceError, unheard: boolean): void {
  const now = Date.now();
  if (daily.attempt === 1) {
    const sentence = DAILY_WORDS.failed(error);
    remember("lastDaily", { at: now, ok: false, sentence });
    remember("daily", { ...daily, next: { step: "retry", at: now + RETRY_AFTER_MS } });
    runOnceLater("handleRetry", RETRY_AFTER_MS);
  } else {
    const trouble = DAILY_WORDS.failedTwice(error);
    remember("lastDaily", { at: now, ok: false, sentence: trouble });
    remember("daily", { ...daily, trouble, next: { step: "late", at: now } });
  }
  if (daily.attempt > 2) return;
  try {
    if (unheard) writeBanner(error, instantInWords(now, readStored().zone));
  } finally {
    if (daily.attempt === 1) mailRetry(error);
    else mailFailure(error);
  }
}

function ended(daily: DailyRun, ok: boolean, sentence: string): void {
  remember("lastDaily", { at: Date.now(), ok, sentence });
  remember("daily", { ...daily, next: null });
}

function tooLong({ id }: ExportRun): ServiceError {
  return { code: "EXPORT_TOO_LONG", ...DAILY_WORDS.tooLong({ id }) };
}

function unexplained({ id, state }: ExportRun): ServiceError {
  return { code: "EXPORT_FAILED", ...DAILY_WORDS.unexplained({ id, state }) };
}
