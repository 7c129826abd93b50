import type { CountryDecision } from "../../shared/decisions";
import type { OwnHeader } from "../../shared/own-headers";
import type { GuardSettings } from "../config/guard-settings";
import type { KeepSettings } from "../config/keep-settings";
import type { MailSettings } from "../config/mail-settings";
import type { DashboardSettings, SiteSettings } from "../config/page-settings";
import type { WebhookSettings } from "../config/reader-settings";
import type { TargetSettings } from "../config/target-settings";
import { openStore } from "../stores/open-store";
import type { Place } from "../stores/settings";
import type { OnPhase } from "../words/progress";
import { workbookInput } from "./make-input";
import { openWorkbook } from "./open-workbook";
import type { RunInput } from "./run-input";
import type { WhenOptions } from "./when";
import { openSheets, type SheetsClient } from "./workbook/client";

/** A workbook as the options of a run, or the configuration of the service, name it. */
export interface SheetOptions extends WhenOptions, Place {
  spreadsheet: string;
  leadsTab: string;
  companiesTab: string;
  keyFile?: string;
  sheetsUrl?: string;
  /** Only in the configuration file. */
  fallback?: { leads: string; companies: string };
  /** Only in the configuration file: a folder with questions of the team's own. */
  questions?: string;
  /** Only in the configuration file: headers of the team's own. */
  contract?: readonly OwnHeader[];
  /** Only in the configuration file: where the pages that may be public are. */
  site?: SiteSettings;
  /** Only in the configuration file: which columns may stand in a dashboard. */
  dashboard?: DashboardSettings;
  /** Only in the configuration file: which snapshots stay. */
  keep?: KeepSettings;
  /** Only in the configuration file: what the publish guard looks at. */
  guard?: GuardSettings;
  /** Only in the configuration file: what people decided, besides what the workbook's own tab says. */
  decisions?: readonly CountryDecision[];
  /** Only in the configuration file: where else than in `out` a copy of the current snapshot is kept. */
  targets?: readonly TargetSettings[];
  /** Only in the configuration file: to whom the answers come. */
  mail?: MailSettings;
  webhooks?: readonly WebhookSettings[];
  /** Whether the date order was asked for; otherwise it is the workbook's own. */
  isDateOrderAsked: boolean;
}

/** The workbook that is told what came of a run. */
export interface ToldWorkbook {
  client: SheetsClient;
  /** The address under which the site is served, without a slash at the end; `null` when it is not. */
  site: string | null;
}

export interface SheetSource {
  open(): Promise<RunInput>;
  workbook: ToldWorkbook;
}

/** Where a run from a workbook gets its tables, and the workbook it tells. `say` gets sentences for the person who started it. */
export function sheetSource(options: SheetOptions, onPhase: OnPhase, say: (sentence: string) => void): SheetSource {
  const { spreadsheet, leadsTab, companiesTab, keyFile, fallback, contract } = options;
  const sheetsUrl = options.sheetsUrl ?? setVariable("LEAD_EXPORT_SHEETS_URL");
  const token = setVariable("LEAD_EXPORT_SHEETS_TOKEN");
  const client = openSheets({
    spreadsheetId: spreadsheet,
    ...(keyFile === undefined ? {} : { keyFile }),
    ...(sheetsUrl === undefined ? {} : { sheetsUrl }),
    ...(token === undefined ? {} : { token }),
    onTrouble: (sentence) => say(`${sentence} It is tried again for up to five minutes.`),
  });
  const open = async () => {
    const opened = await openWorkbook({
      client,
      tabs: { leads: leadsTab, companies: companiesTab },
      store: await openStore(options),
      stores: options,
      fallback: fallback ?? null,
      ...(contract === undefined ? {} : { contract }),
      onProgress: (fraction) => onPhase("reading", fraction),
      onTrouble: say,
    });
    return workbookInput(opened, options, options.isDateOrderAsked, say);
  };
  return { open, workbook: { client, site: options.site?.address ?? null } };
}

/** An empty variable is one that is not set. */
function setVariable(name: string): string | undefined {
  return process.env[name] || undefined;
}
