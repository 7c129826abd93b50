import { isDue, type News, type Told, type When } from "../../shared/answers-due";
import { localDay } from "../../shared/calendar";
import { hasChanged } from "../../shared/compared-words";
import { toWall } from "../../shared/zone";
import type { MailSettings } from "../config/mail-settings";
import type { WebhookSettings } from "../config/reader-settings";
import { sha256OfText } from "../stores/sha256";
import type { Store } from "../stores/store";
import { asFailure, Failure } from "../words/failure";
import { loadZone } from "../words/zone";
import { morning, morningMail, type Published } from "./morning-mail";
import { newLeads } from "./new-leads";
import { sendMail } from "./send";
import { readTold, rememberTold } from "./told";
import { post, webhookPlace } from "./webhook";
import { webhookBody } from "./webhook-body";

/** To whom the answers come, as the configuration says. */
export interface Readers {
  readonly mail?: MailSettings | undefined;
  readonly webhooks?: readonly WebhookSettings[] | undefined;
  /** The address under which the snapshots are served, without a slash at the end; they are not when it is absent. */
  readonly site?: string | undefined;
}

interface Reader extends When {
  /** Known again by the next run, without what is secret. */
  readonly name: string;
  tell(): Promise<void>;
}

/**
 * Brings the answers of a published snapshot to those who are to have them now. What each was told is remembered beside the snapshots; what
 * could not be told is owed, and the next run tells it. Returns why somebody was not told; `null`: all were.
 */
export async function tellReaders(
  readers: Readers,
  store: Store,
  published: Omit<Published, "site">,
): Promise<Failure | null> {
  const all = readersOf(readers, store, published);
  if (all.length === 0) return null;
  const news = newsOf(published);
  let told = await readTold(store);
  const failures: Failure[] = [];
  for (const reader of all) {
    const last = told[reader.name] ?? null;
    if (!isDue(reader, last, news)) continue;
    let isOwed = false;
    try {
      await reader.tell();
    } catch (error) {
      failures.push(asFailure(error));
      isOwed = true;
    }
    told = { ...told, [reader.name]: remembered(last, news, isOwed) };
    await rememberTold(store, told);
  }
  return failures.length === 0 ? null : notTold(failures);
}

/** Tells everybody at once, whatever they were told before: to try how it looks and whether it arrives. Returns how many there are. */
export async function tellNow(readers: Readers, store: Store, published: Omit<Published, "site">): Promise<number> {
  const all = readersOf(readers, store, published);
  for (const { tell } of all) await tell();
  return all.length;
}

/** What was owed before and is told now is not owed any more. */
function remembered(last: Told | null, { day, snapshot }: News, isOwed: boolean): Told {
  return isOwed
    ? { day: last?.day ?? day, snapshot: last?.snapshot ?? "", owed: true }
    : { day, snapshot, owed: false };
}

function newsOf({ report: { snapshot, asOf, zone, compared } }: Pick<Published, "report">): News {
  const day = localDay(toWall(loadZone(zone), Date.parse(asOf)));
  return { day, snapshot, isChanged: hasChanged(compared) };
}

function readersOf({ mail, webhooks = [], site }: Readers, store: Store, found: Omit<Published, "site">): Reader[] {
  const published: Published = { ...found, site: site ?? null };
  const { report, manifest } = published;
  const posts = webhooks.map((settings): Reader => {
    const { kind, url, urlFile, urlEnv } = settings;
    const place = sha256OfText(String(url ?? urlFile ?? urlEnv)).slice(0, 12);
    const send = () =>
      post(webhookPlace(settings), `answers_${report.snapshot}`, webhookBody(kind, morning(published), report));
    return { ...settings, name: `${kind} ${place}`, tell: send };
  });
  if (mail?.answers === undefined) return posts;
  const { to = mail.to, names, ...when } = mail.answers;
  const send = async () => {
    const named = names ? await newLeads(store, manifest) : [];
    await sendMail({ ...mail, to }, morningMail(published, named));
  };
  return [{ ...when, name: "mail", tell: send }, ...posts];
}

function notTold(failures: readonly Failure[]): Failure {
  const sentences = failures.map(({ message }) => message).join(" ");
  return new Failure("READERS_NOT_TOLD", `The answers are published, but not everybody was told. ${sentences}`, {
    wayOut: failures[0],
    cause: failures[0],
  });
}
