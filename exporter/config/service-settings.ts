import * as v from "valibot";
import { isThisMachine } from "../words/this-machine";
import { decisionSettings } from "./decision-settings";
import { guardSettings } from "./guard-settings";
import { answersSettings } from "./mail-settings";
import { dashboardSettings, siteSettings } from "./page-settings";
import { webhooksSettings } from "./reader-settings";
import { targetsSettings } from "./target-settings";
import { dateOrder, fallback, text } from "./values";

const texts = v.pipe(v.array(text, "must be a list of texts"), v.nonEmpty("must not be empty"));
const perMinute = v.pipe(
  v.number("must be a number"),
  v.integer("must be a whole number"),
  v.minValue(1, "must be more than 0"),
);
/** A day at most: of weeks, timers would make an instant. */
const upToADay = (day: number) =>
  v.pipe(
    v.number("must be a number"),
    v.gtValue(0, "must be more than 0"),
    v.maxValue(day, `must be at most ${day}, which is a day`),
  );

export const workbookEntries = {
  spreadsheet: text,
  out: text,
  leadsTab: v.optional(text),
  companiesTab: v.optional(text),
  keyFile: v.optional(text),
  questions: v.optional(text),
  zone: v.optional(text),
  dateOrder: v.optional(dateOrder),
  fallback: v.optional(fallback),
  site: v.optional(siteSettings),
  dashboard: v.optional(dashboardSettings),
  guard: v.optional(guardSettings),
  decisions: v.optional(decisionSettings),
  targets: v.optional(targetsSettings),
  /** Who gets the answers of this workbook, in place of `mail.answers`. */
  answers: v.optional(answersSettings),
  webhooks: v.optional(webhooksSettings),
};

/** One plain address in small letters: so the tokens' are compared. */
const address = v.pipe(
  v.string("must be a text"),
  v.regex(/^[^\s@]+@[^\s@]+$/, "must be an e-mail address"),
  v.toLowerCase(),
);

export const googleEntries = {
  /** OAuth client ids of the scripts that may call. Never empty: without it any Google token would do. */
  audiences: texts,
  emails: v.optional(v.array(address, "must be a list of e-mail addresses"), []),
  /** A Google Workspace domain whose people may all call. */
  domain: v.optional(
    v.pipe(
      v.string("must be a text"),
      v.toLowerCase(),
      v.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, "must be a domain such as example.com"),
    ),
  ),
  /** Only for a local Google. */
  certsUrl: v.optional(
    v.pipe(
      v.string("must be a text"),
      v.check(
        (url) => URL.canParse(url) && isThisMachine(new URL(url).hostname),
        "must be an address of this machine: Google's own certificates need no address",
      ),
    ),
  ),
};

const google = v.pipe(
  v.object(googleEntries, "must be an object with audiences, and with emails or domain"),
  v.check(
    ({ emails, domain }) => emails.length > 0 || domain !== undefined,
    "needs emails or domain: without them everyone with a Google account may call",
  ),
);

export const hmacKeyEntries = { id: text, file: v.optional(text), env: v.optional(text) };

const hmacKey = v.pipe(
  v.object(
    { ...hmacKeyEntries, id: v.pipe(text, v.regex(/^[\w.-]{1,40}$/, "must be a short name without spaces")) },
    "must be an object with id, and with file or env",
  ),
  v.check(({ file, env }) => (file === undefined) !== (env === undefined), "needs either file or env"),
);

export const limitEntries = {
  /** Requests a minute of one caller. */
  perCaller: v.optional(perMinute, 120),
  /** Requests a minute from one network address that do not say who asks, or cannot prove it. */
  perAddress: v.optional(perMinute, 600),
  /** A run that takes longer is stopped. */
  runMinutes: v.optional(upToADay(1440), 30),
  /** How long running exports may go on when the service is told to stop. */
  graceSeconds: v.optional(upToADay(86_400), 30),
};

/** What stands in `service` of the configuration. */
export const serviceEntries = {
  /** Default: the workbook of the configuration itself. */
  workbooks: v.optional(
    v.pipe(
      v.array(v.object(workbookEntries, "must be an object with spreadsheet and out"), "must be a list"),
      v.nonEmpty("must not be empty"),
    ),
  ),
  google: v.optional(google),
  /** Shared secrets, one or, while one replaces another, several. */
  hmac: v.optional(
    v.pipe(
      v.array(hmacKey, "must be a list of keys"),
      v.nonEmpty("must not be empty"),
      v.check((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, "has two keys with the same id"),
    ),
  ),
  /** Who may release a run that the publish guard stopped: e-mail addresses, and `key:ID` for a shared secret. */
  release: v.optional(v.array(v.pipe(text, v.toLowerCase()), "must be a list of e-mail addresses"), []),
  limits: v.optional(v.object(limitEntries, "must be an object"), {}),
};

export const serviceSettings = v.object(serviceEntries, "must be an object");

export type ServiceSettings = v.InferOutput<typeof serviceSettings>;
export type Limits = ServiceSettings["limits"];
