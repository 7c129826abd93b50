import { setTimeout as sleep } from "node:timers/promises";
import { localDay } from "../../shared/calendar";
import { toWall } from "../../shared/zone";
import type { MailSettings } from "../config/mail-settings";
import { factsOf, type WhichRun } from "../mail/facts";
import type { Message } from "../mail/message";
import { type Attempt, recoveryMail, runMail } from "../mail/run-mail";
import { notSent, sendMail } from "../mail/send";
import { type RunResult, troubleOf } from "../run/result";
import { failureText } from "../terminal/failure";
import { asFailure, type Failure } from "../words/failure";
import { forgetTrouble, rememberedTrouble, rememberTrouble } from "./trouble";

const RETRY_MS = 5 * 60_000;

export interface UnattendedRun extends WhichRun {
  asOf?: string;
  /** Asked for every hour until one has gone well: what failed alike is mailed once a day. */
  ifDue?: true;
  /** Who is told; nobody unless it is configured. */
  mail?: MailSettings;
}

type Ended = { readonly result: RunResult } | { readonly error: unknown };

/**
 * A run nobody watches. One that fails with what may pass by itself is tried once more after five minutes, as of then. A mail tells
 * of the second try, one of the failure that is final, and one of the next run that goes well; a mail that cannot be sent is told on
 * standard error, and changes nothing else. Ends as its last attempt does.
 */
export async function runUnattended<Request extends UnattendedRun>(
  request: Request,
  attempt: (request: Request) => Promise<RunResult>,
): Promise<RunResult> {
  const first = await tryOnce(() => attempt(request));
  const failed = attemptOf(first);
  if (failed === null) return wentWell(request, first);
  if (!failed.failure.kind.passes) {
    await endBadly(request, [failed]);
    return settle(first);
  }
  const isNews = await isNewToday(request, failed);
  const nextAt = Date.now() + retryMs();
  process.stderr.write(failureText(failed.failure, false));
  process.stderr.write("It is tried once more in five minutes.\n");
  if (isNews) await tell(request, [failed], nextAt);
  await sleep(Math.max(0, nextAt - Date.now()));

  const second = await tryOnce(() => attempt({ asOf: new Date().toISOString(), ...request }));
  const failedAgain = attemptOf(second);
  if (failedAgain !== null) await endBadly(request, [failed, failedAgain]);
  const result = failedAgain === null ? await wentWell(request, second) : settle(second);
  // The first try published and could not tell the workbook; then the second found nothing changed.
  const isPublished = "result" in first && first.result.published;
  return isPublished ? { ...result, published: true, reason: null } : result;
}

async function tryOnce(attempt: () => Promise<RunResult>): Promise<Ended> {
  try {
    return { result: await attempt() };
  } catch (error) {
    return { error };
  }
}

/** `null`: it went well. A workbook that could not be told or read is a failure too, and may pass. */
function attemptOf(ended: Ended): Attempt | null {
  const failure: Failure | undefined = "error" in ended ? asFailure(ended.error) : troubleOf(ended.result);
  return failure === undefined ? null : { failure, at: Date.now() };
}

function settle(ended: Ended): RunResult {
  if ("error" in ended) throw ended.error;
  return ended.result;
}

async function endBadly(request: UnattendedRun, attempts: readonly Attempt[]): Promise<void> {
  const last = attempts.at(-1)!;
  const isNews = await isNewToday(request, last);
  await rememberTrouble(request, last);
  if (isNews) await tell(request, attempts, null);
}

/** Whether a failure was not mailed yet today, by the zone of the answers. */
async function isNewToday(request: UnattendedRun, { failure, at }: Attempt): Promise<boolean> {
  const before = request.ifDue ? await rememberedTrouble(request) : null;
  if (before === null || before.code !== failure.code) return true;
  const { zone } = await factsOf(request, null);
  return localDay(toWall(zone, Date.parse(before.at))) !== localDay(toWall(zone, at));
}

/** After bad days, the first run that goes well is told too, once. */
async function wentWell(request: UnattendedRun, ended: Ended): Promise<RunResult> {
  const trouble = await rememberedTrouble(request);
  if (trouble !== null && request.mail !== undefined) {
    const isSent = await send(request.mail, async () =>
      recoveryMail(await factsOf(request, null), trouble, Date.now()),
    );
    if (!isSent) return settle(ended);
  }
  await forgetTrouble(request);
  return settle(ended);
}

async function tell(request: UnattendedRun, attempts: readonly Attempt[], nextAt: number | null): Promise<void> {
  if (request.mail === undefined) return;
  await send(request.mail, async () => runMail(await factsOf(request, attempts.at(-1)!.failure), attempts, nextAt));
}

/** Whether it was sent. */
async function send(settings: MailSettings, write: () => Promise<Message>): Promise<boolean> {
  try {
    await sendMail(settings, await write());
    return true;
  } catch (error) {
    process.stderr.write(failureText(notSent(asFailure(error)), false));
    return false;
  }
}

/** Tests cannot wait for five minutes. */
function retryMs(): number {
  const { LEAD_EXPORT_RETRY_MS: set } = process.env;
  return set !== undefined && /^\d+$/.test(set) ? Number(set) : RETRY_MS;
}
