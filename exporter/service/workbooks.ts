import type { Config } from "../config/config";
import type { ServiceSettings } from "../config/service-settings";
import type { SheetOptions } from "../inputs/sheet-source";
import { readSpreadsheetId } from "../inputs/workbook/url";
import { Failure } from "../words/failure";
import { loadZone } from "../words/zone";

/** What the configuration says of all workbooks, unless one says otherwise. */
const OF_ALL = [
  "leadsTab",
  "companiesTab",
  "keyFile",
  "sheetsUrl",
  "zone",
  "dateOrder",
  "guard",
  "keep",
  "questions",
  "contract",
  "decisions",
  "mail",
  "webhooks",
  "s3",
  "gcs",
  "azure",
] as const;
/** What it says of its own workbook alone: another's rows must not go there. */
const OF_ONE = ["fallback", "site", "dashboard", "targets"] as const;

type Workbook = NonNullable<ServiceSettings["workbooks"]>[number];

/**
 * The workbooks that may be exported, by id, as the configuration names them. Throws `SERVE_WORKBOOKS` (exit 2), and `MAIL_NOT_CONFIGURED` where
 * one has answers to mail and there is no server.
 */
export function configuredWorkbooks(config: Config): Map<string, SheetOptions> {
  const { spreadsheet, out = "./out", dateOrder, mail, service } = config;
  const own = spreadsheet === undefined ? [] : [{ spreadsheet, out, ...picked(config, OF_ONE) }];
  const listed = service?.workbooks ?? own;
  if (listed.length === 0) {
    throw new Failure("SERVE_WORKBOOKS", "The configuration names no workbook to export.", { way: "none" });
  }
  const usual = { leadsTab: "Leads", companiesTab: "Companies", dateOrder: "mdy" } as const;
  const shared = { ...usual, ...picked(config, OF_ALL) };
  const workbooks = new Map<string, SheetOptions>();
  for (const { answers, ...one } of listed as readonly Workbook[]) {
    if (answers !== undefined && mail === undefined) {
      const sentence = `The answers of the workbook ${one.spreadsheet} are to be mailed, and the configuration has no mail settings.`;
      throw new Failure("MAIL_NOT_CONFIGURED", sentence);
    }
    const options: SheetOptions = {
      ...shared,
      ...defined(one),
      // The server and who is told of failures are one for all.
      ...(answers !== undefined && mail !== undefined && { mail: { ...mail, answers } }),
      spreadsheet: readSpreadsheetId(one.spreadsheet),
      isDateOrderAsked: dateOrder !== undefined || ("dateOrder" in one && one.dateOrder !== undefined),
    };
    if (options.zone !== undefined) loadZone(options.zone);
    const others = [...workbooks.values()].flatMap(({ out, site }) => [out, site?.folder]);
    const taken = [options.out, options.site?.folder].find((place) => place !== undefined && others.includes(place));
    if (workbooks.has(options.spreadsheet) || taken !== undefined) {
      const what = taken !== undefined ? `the folder ${taken}` : `the workbook ${options.spreadsheet}`;
      throw new Failure("SERVE_WORKBOOKS", `The configuration names ${what} twice.`, { way: "twice" });
    }
    workbooks.set(options.spreadsheet, options);
  }
  return workbooks;
}

function picked<K extends keyof Config>(config: Config, keys: readonly K[]) {
  return defined(Object.fromEntries(keys.map((key) => [key, config[key]])) as Pick<Config, K>);
}

/** Without the keys that are not set: those would hide a default. */
function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never;
}
