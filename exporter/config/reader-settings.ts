import * as v from "valibot";
import { WHEN } from "../../shared/answers-due";
import { isThisMachine } from "../words/this-machine";
import { text } from "./values";

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

export const whenEntries = {
  when: v.optional(v.picklist(WHEN, "must be daily, weekly or change"), "daily"),
  weekday: v.optional(
    v.pipe(
      v.picklist(WEEKDAYS, `must be one of ${WEEKDAYS.join(", ")}`),
      v.transform((name) => WEEKDAYS.indexOf(name)),
    ),
    "monday",
  ),
};

const HTTPS = "must begin with https://, because what is posted there must stay between the two";

export const webhookEntries = {
  ...whenEntries,
  /** Whose words the body is in; `json` for a program of your own. */
  kind: v.optional(v.picklist(["slack", "teams", "json"], "must be slack, teams or json"), "json"),
  /** The address, which is a secret with Slack and Teams: in one of three places. */
  url: v.optional(v.pipe(text, v.check(isWebhookUrl, HTTPS))),
  urlFile: v.optional(text),
  /** The name of a variable. */
  urlEnv: v.optional(text),
  /** What the post is signed with, likewise; unsigned without. */
  secretFile: v.optional(text),
  secretEnv: v.optional(text),
};

const webhook = v.pipe(
  v.object(webhookEntries, "must be an object with url, urlFile or urlEnv"),
  v.check(
    ({ url, urlFile, urlEnv }) => [url, urlFile, urlEnv].filter((place) => place !== undefined).length === 1,
    "needs one of url, urlFile and urlEnv",
  ),
  v.check(
    ({ secretFile, secretEnv }) => secretFile === undefined || secretEnv === undefined,
    "has both a secretFile and a secretEnv",
  ),
);

export const webhooksSettings = v.array(webhook, "must be a list of webhooks");

export type WebhookSettings = v.InferOutput<typeof webhook>;

/** Whether an address may be posted to: what goes beyond this machine is encrypted. */
export function isWebhookUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || (protocol === "http:" && isThisMachine(hostname));
}
