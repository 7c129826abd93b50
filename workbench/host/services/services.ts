import type { Clock } from "../../server/clock";
import type { Execution } from "../realm/execution";
import { CacheStores, cacheService } from "./cache";
import { DailyQuota } from "./daily-quota";
import type { Language } from "./google-words";
import { htmlService } from "./html";
import { certificates, Identity, identityKey } from "./identity";
import { Locks, lockService } from "./lock";
import { consoleFor, Logs, loggerFor } from "./logs";
import { mailApp, Outbox } from "./mail";
import { LONGEST_FETCH, openNet } from "./net";
import type { Project } from "./project";
import { PropertyStores, propertiesService, type SavedProperties } from "./properties";
import { Screens } from "./screens";
import { scriptApp } from "./script-app";
import { sessionFor } from "./session";
import { type SavedTrigger, Triggers } from "./triggers";
import { uiFor } from "./ui";
import { CALLS_A_DAY, urlFetchApp } from "./url-fetch";
import { utilities } from "./utilities";

export interface ServicesOptions {
  readonly clock: Clock;
  readonly project: Project;
  /** Id of the spreadsheet that the script is bound to. */
  readonly container: string;
  /** Run as an editor add-on: one trigger of a kind a person and document, clock triggers at most hourly. Default false: a bound script. */
  readonly addOn?: boolean;
  /** Whether this person has granted the project a scope; calls that need another are refused. Default: everyone has granted all. */
  readonly granted?: (user: string, scope: string) => boolean;
  /** The language of the account, in which Google refuses. Default `en`. */
  readonly language?: Language;
  /** What becomes of triggers that a trigger makes: nobody here could find out whether Google still disables them. Default "work". */
  readonly triggersInTriggers?: "work" | "disabled";
  /** Triggers of the same people, whose other workbooks have the same add-on. */
  readonly triggers?: Triggers;
  /** What `Session.getActiveUserLocale` returns. Default: `language`. */
  readonly locale?: string;
  /** Of the jitter of the triggers. Default 1. */
  readonly seed?: number;
  /**
   * The time identity tokens are stamped with. Default: `clock`. Who verifies them goes by the real time, so a test that moves the
   * clock by more than minutes gives the system's here.
   */
  readonly tokenClock?: Clock;
  /** Real milliseconds an HTTP call may take. Default 60,000, as Google's. */
  readonly fetchTimeout?: number;
  /** Where certificates of the identity tokens are served on this machine. Default 0: any free port. */
  readonly port?: number;
  /** What `save` gave. */
  readonly saved?: SavedServices;
}

/** What a script project keeps from one day to the next, as JSON. */
export interface SavedServices {
  readonly properties: SavedProperties;
  readonly triggers: readonly SavedTrigger[];
}

/** Everything but SpreadsheetApp, and what a person or a test sees of it. */
export interface Services {
  /** The script's globals for one execution: `PropertiesService`, `ScriptApp`, `console`, ... */
  globals(execution: Execution): Record<string, object>;
  /** `SpreadsheetApp.getUi()`. Throws when nobody is in front of the execution. */
  ui(execution: Execution): object;
  /** To be called when an execution is over, however it ended: frees its locks. */
  end(execution: Execution): void;
  readonly triggers: Triggers;
  readonly outbox: Outbox;
  readonly screens: Screens;
  readonly properties: PropertyStores;
  readonly cache: CacheStores;
  readonly locks: Locks;
  readonly logs: Logs;
  readonly identity: Identity;
  readonly language: Language;
  /** Of the scopes asked for those that this person has granted; `undefined` where all there are do. */
  scopesOf(user: string, asked: readonly string[] | undefined): readonly string[] | undefined;
  save(): SavedServices;
  close(): Promise<void>;
}

/** Opens the services of one script project. A thread of its own does the HTTP, and serves the certificates. */
export async function openServices(options: ServicesOptions): Promise<Services> {
  const key = await identityKey();
  const net = await openNet(options.port ?? 0, options.fetchTimeout ?? LONGEST_FETCH, certificates(key));
  const identity = new Identity(net.url, key, options.tokenClock ?? options.clock);
  const fetches = new DailyQuota(CALLS_A_DAY);
  const properties = new PropertyStores(options.saved?.properties);
  const cache = new CacheStores();
  const locks = new Locks();
  const logs = new Logs();
  const outbox = new Outbox();
  const screens = new Screens();
  const triggers = options.triggers ?? new Triggers(options.seed ?? 1, savedTriggers(options));
  const language = options.language ?? "en";
  const authority = {
    project: options.project,
    container: options.container,
    addOn: options.addOn ?? false,
    triggersInTriggers: options.triggersInTriggers ?? "work",
    granted: options.granted ?? (() => true),
  };

  return {
    globals: (execution) => ({
      PropertiesService: propertiesService(execution, properties),
      CacheService: cacheService(execution, cache),
      LockService: lockService(execution, locks),
      ScriptApp: scriptApp(execution, { ...authority, triggers, identity }),
      UrlFetchApp: urlFetchApp(execution, net, fetches),
      MailApp: mailApp(execution, outbox),
      HtmlService: htmlService(execution, options.project),
      Session: sessionFor(execution, options.project, options.locale ?? language),
      Utilities: utilities(execution),
      Logger: loggerFor(execution, logs),
      console: consoleFor(execution, logs),
    }),
    ui: (execution) => uiFor(execution, screens, () => locks.end(execution)),
    end: (execution) => locks.end(execution),
    triggers,
    outbox,
    screens,
    properties,
    cache,
    locks,
    logs,
    identity,
    language,
    scopesOf: (user, asked) =>
      options.granted === undefined ? asked : asked?.filter((scope) => authority.granted(user, scope)),
    save: () => ({ properties: properties.save(), triggers: triggers.all() }),
    close: () => net.close(),
  };
}

/** What was saved before triggers knew their document is of this one. */
function savedTriggers({ saved, container }: ServicesOptions): SavedTrigger[] {
  return (saved?.triggers ?? []).map((trigger) => ({
    ...trigger,
    document: trigger.document ?? container,
    disabled: trigger.disabled ?? false,
  }));
}
