import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import * as v from "valibot";
import { editDistance } from "../../shared/distance";
import { isAddress } from "../stores/address";
import { errorCode } from "../stores/disk";
import { Failure } from "../words/failure";
import { contractEntries, contractSettings } from "./contract-settings";
import { decisionEntries, decisionSettings } from "./decision-settings";
import { checkEntries, guardEntries, guardSettings } from "./guard-settings";
import { keepEntries, keepSettings } from "./keep-settings";
import { answersEntries, mailEntries, mailSettings } from "./mail-settings";
import { dashboardEntries, dashboardSettings, type SiteSettings, siteEntries, siteSettings } from "./page-settings";
import { type WebhookSettings, webhookEntries, webhooksSettings } from "./reader-settings";
import {
  googleEntries,
  hmacKeyEntries,
  limitEntries,
  type ServiceSettings,
  serviceEntries,
  serviceSettings,
  workbookEntries,
} from "./service-settings";
import { emrEntries, sparkEntries } from "./spark-settings";
import { azureEntries, azureSettings, gcsEntries, gcsSettings, s3Entries, s3Settings } from "./store-settings";
import { type TargetSettings, targetEntries, targetsSettings } from "./target-settings";
import { dateOrder, fallback, fallbackEntries, readableBy, text } from "./values";

const CONFIG_FILE = "lead-export.config.json";

const entries = {
  leads: text,
  companies: text,
  spreadsheet: text,
  leadsTab: text,
  companiesTab: text,
  keyFile: text,
  sheetsUrl: text,
  out: text,
  readableBy,
  keep: keepSettings,
  s3: s3Settings,
  gcs: gcsSettings,
  azure: azureSettings,
  questions: text,
  zone: text,
  dateOrder,
  fallback,
  site: siteSettings,
  dashboard: dashboardSettings,
  guard: guardSettings,
  decisions: decisionSettings,
  contract: contractSettings,
  mail: mailSettings,
  webhooks: webhooksSettings,
  service: serviceSettings,
  targets: targetsSettings,
  ...sparkEntries,
};
/** All keys. */
export const CONFIG_KEYS = Object.keys(entries);

const schema = v.partial(v.object(entries));

/** The options of a run that stand in a file. Paths are absolute: in the file they are relative to it. */
export type Config = v.InferOutput<typeof schema>;

/** Typing `keyfile` for `keyFile` is one edit; more than this is another word. */
const MOST_EDITS = 3;

/**
 * Reads `lead-export.config.json` of the working directory, or the file that `--config` names; `{}` when the former is not there.
 * Throws `CONFIG_MISSING` and `CONFIG_BAD` (exit 2), which names every wrong key.
 */
export function readConfig(named: string | undefined): Config {
  const path = named ?? CONFIG_FILE;
  let content: string;
  try {
    content = readFileSync(path, "utf8");
  } catch (cause) {
    if (named === undefined && errorCode(cause) === "ENOENT") return {};
    throw new Failure("CONFIG_MISSING", `The configuration file ${path} cannot be read.`, { cause });
  }
  let value: unknown;
  try {
    value = JSON.parse(content.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw bad(path, [`it is not JSON (${(cause as Error).message})`], cause);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw bad(path, ["it must be an object"]);
  const parsed = v.safeParse(schema, value);
  const wrong = unknownKeys(value);
  if (!parsed.success) wrong.push(...parsed.issues.map(explain));
  if (wrong.length > 0) throw bad(path, wrong);
  return absolute(parsed.output as Config, dirname(path));
}

function unknownKeys(value: {
  fallback?: unknown;
  site?: unknown;
  dashboard?: unknown;
  guard?: unknown;
  decisions?: unknown;
  contract?: unknown;
  s3?: unknown;
  keep?: unknown;
  gcs?: unknown;
  azure?: unknown;
  emr?: unknown;
  mail?: unknown;
  webhooks?: unknown;
  service?: unknown;
  targets?: unknown;
}): string[] {
  return [
    ...unknownOf(value, entries, ""),
    ...unknownOf(value.fallback, fallbackEntries, "fallback."),
    ...unknownOf(value.site, siteEntries, "site."),
    ...unknownOf(value.dashboard, dashboardEntries, "dashboard."),
    ...unknownInGuard(value.guard, "guard."),
    ...unknownOf(value.decisions, decisionEntries, "decisions."),
    ...unknownInContract(value.contract),
    ...unknownOf(value.keep, keepEntries, "keep."),
    ...unknownOf(value.s3, s3Entries, "s3."),
    ...unknownOf(value.emr, emrEntries, "emr."),
    ...unknownOf(value.gcs, gcsEntries, "gcs."),
    ...unknownOf(value.azure, azureEntries, "azure."),
    ...unknownOf(value.mail, mailEntries, "mail."),
    ...unknownOf((value.mail as { answers?: unknown } | undefined)?.answers, answersEntries, "mail.answers."),
    ...unknownInList(value.webhooks, webhookEntries, "webhooks"),
    ...unknownOf(value.service, serviceEntries, "service."),
    ...unknownInService(value.service),
    ...unknownInTargets(value.targets, "targets."),
  ];
}

function unknownInGuard(value: unknown, prefix: string): string[] {
  const checks = typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  return [
    ...unknownOf(value, guardEntries, prefix),
    ...checks.flatMap(([name, check]) => unknownOf(check, checkEntries, `${prefix}${name}.`)),
  ];
}

function unknownInContract(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const { leads, companies } = value as Record<string, unknown>;
  return [
    ...unknownOf(value, contractEntries, "contract."),
    ...unknownOf(leads, contractEntries.leads.entries, "contract.leads."),
    ...unknownOf(companies, contractEntries.companies.entries, "contract.companies."),
  ];
}

function unknownInService(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const { workbooks, google, hmac, limits } = value as Record<string, unknown>;
  return [
    ...unknownInList(workbooks, workbookEntries, "service.workbooks"),
    ...(Array.isArray(workbooks) ? workbooks : []).flatMap((one, i) => [
      ...unknownOf(one?.site, siteEntries, `service.workbooks.${i}.site.`),
      ...unknownOf(one?.dashboard, dashboardEntries, `service.workbooks.${i}.dashboard.`),
      ...unknownInGuard(one?.guard, `service.workbooks.${i}.guard.`),
      ...unknownOf(one?.decisions, decisionEntries, `service.workbooks.${i}.decisions.`),
      ...unknownInTargets(one?.targets, `service.workbooks.${i}.targets.`),
      ...unknownOf(one?.answers, answersEntries, `service.workbooks.${i}.answers.`),
      ...unknownInList(one?.webhooks, webhookEntries, `service.workbooks.${i}.webhooks`),
    ]),
    ...unknownOf(google, googleEntries, "service.google."),
    ...unknownInList(hmac, hmacKeyEntries, "service.hmac"),
    ...unknownOf(limits, limitEntries, "service.limits."),
  ];
}

function unknownInList(list: unknown, known: object, prefix: string): string[] {
  return Array.isArray(list) ? list.flatMap((one, i) => unknownOf(one, known, `${prefix}.${i}.`)) : [];
}

function unknownInTargets(value: unknown, prefix: string): string[] {
  const targets: { kind?: unknown; keep?: unknown }[] = Array.isArray(value) ? value : [];
  return targets.flatMap((target, i) => {
    const known = Object.entries(targetEntries).find(([kind]) => kind === target?.kind)?.[1];
    if (known === undefined) return [];
    const inKeep = target.kind === "store" ? unknownOf(target.keep, keepEntries, `${prefix}${i}.keep.`) : [];
    return [...unknownOf(target, known, `${prefix}${i}.`), ...inKeep];
  });
}

function unknownOf(value: unknown, known: object, prefix: string): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const names = Object.keys(known);
  return Object.keys(value)
    .filter((key) => !names.includes(key))
    .map((key) => {
      const near = names
        .map((name) => ({ name, edits: editDistance(plain(key), plain(name), MOST_EDITS) }))
        .filter(({ name, edits }) => edits <= Math.min(MOST_EDITS, name.length / 2))
        .sort((a, b) => a.edits - b.edits)[0];
      const help = near === undefined ? ` (there are ${names.join(", ")})` : ` (did you mean "${prefix}${near.name}"?)`;
      return `there is no "${prefix}${key}"${help}`;
    });
}

/** `key-file`, `key_file` and `keyFile` are one name to a person. */
function plain(key: string): string {
  return key.toLowerCase().replace(/[^a-z]/g, "");
}

function explain(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return issue.input === undefined ? `"${path}" is missing` : `"${path}" ${issue.message}`;
}

function bad(path: string, wrong: string[], cause?: unknown): Failure {
  return new Failure("CONFIG_BAD", `The configuration file ${path} is not right: ${wrong.join("; ")}.`, { cause });
}

function absolute(config: Config, folder: string): Config {
  const moved: Config = { ...config };
  for (const key of ["leads", "companies", "keyFile", "connectCa", "out", "questions"] as const) {
    if (config[key] !== undefined) moved[key] = absolutePath(config[key], folder);
  }
  if (config.fallback !== undefined) {
    const { leads, companies } = config.fallback;
    moved.fallback = { leads: absolutePath(leads, folder), companies: absolutePath(companies, folder) };
  }
  if (config.mail?.passwordFile !== undefined) {
    moved.mail = { ...config.mail, passwordFile: resolve(folder, config.mail.passwordFile) };
  }
  if (config.webhooks !== undefined) moved.webhooks = absoluteWebhooks(config.webhooks, folder);
  if (config.site !== undefined) moved.site = absoluteSite(config.site, folder);
  if (config.targets !== undefined) moved.targets = absoluteTargets(config.targets, folder);
  if (config.service !== undefined) moved.service = absoluteService(config.service, folder);
  return moved;
}

function absoluteSite(site: SiteSettings, folder: string): SiteSettings {
  return { ...site, folder: absolutePath(site.folder, folder) };
}

function absoluteWebhooks(webhooks: readonly WebhookSettings[], folder: string): WebhookSettings[] {
  return webhooks.map(({ urlFile, secretFile, ...rest }) => ({
    ...rest,
    ...(urlFile !== undefined && { urlFile: resolve(folder, urlFile) }),
    ...(secretFile !== undefined && { secretFile: resolve(folder, secretFile) }),
  }));
}

function absoluteTargets(targets: readonly TargetSettings[], folder: string): TargetSettings[] {
  return targets.map((target) => {
    if (target.kind === "store") return { ...target, out: absolutePath(target.out, folder) };
    const { urlFile, ...rest } = target;
    return { ...rest, ...(urlFile !== undefined && { urlFile: resolve(folder, urlFile) }) };
  });
}

/** What lies in a store has an address, and no folder. */
function absolutePath(path: string, folder: string): string {
  return isAddress(path) ? path : resolve(folder, path);
}

function absoluteService({ workbooks, hmac, ...rest }: ServiceSettings, folder: string): ServiceSettings {
  const at = (path: string) => absolutePath(path, folder);
  return {
    ...rest,
    ...(workbooks && {
      workbooks: workbooks.map(({ out, keyFile, questions, fallback, site, targets, webhooks, ...workbook }) => ({
        ...workbook,
        out: at(out),
        ...(keyFile !== undefined && { keyFile: at(keyFile) }),
        ...(questions !== undefined && { questions: at(questions) }),
        ...(fallback && { fallback: { leads: at(fallback.leads), companies: at(fallback.companies) } }),
        ...(site && { site: absoluteSite(site, folder) }),
        ...(targets && { targets: absoluteTargets(targets, folder) }),
        ...(webhooks && { webhooks: absoluteWebhooks(webhooks, folder) }),
      })),
    }),
    ...(hmac && { hmac: hmac.map(({ file, ...key }) => (file === undefined ? key : { ...key, file: at(file) })) }),
  };
}
