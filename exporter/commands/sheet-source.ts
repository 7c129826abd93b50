import { openWorkbook } from "../fallback/open-workbook";
import type { OnPhase } from "../run/progress";
import type { RunRequest } from "../run/run";
import { openSheets } from "../sheets/client";
import { workbookInput } from "./run-input";
import type { WhenOptions } from "./when";

/** A workbook as the options of a run, or the configuration of the service, name it. */
export interface SheetOptions extends WhenOptions {
  spreadsheet: string;
  out: string;
  leadsTab: string;
  companiesTab: string;
  keyFile?: string;
  sheetsUrl?: string;
  /** Only in the configuration file. */
  fallback?: { leads: string; companies: string };
  /** Only in the configuration file: the address under which `out` is served. */
  site?: string;
  /** Whether the date order was asked for; otherwise it is the workbook's own. */
  isDateOrderAsked: boolean;
}

/** Where a run from a workbook gets its tables, and the workbook it tells. `say` gets sentences for the person who started it. */
export function sheetSource(
  options: SheetOptions,
  onPhase: OnPhase,
  say: (sentence: string) => void,
): Required<Pick<RunRequest, "open" | "workbook">> {
  const { spreadsheet, leadsTab, companiesTab, keyFile, fallback, out } = options;
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
      out,
      fallback: fallback ?? null,
      onProgress: (fraction) => onPhase("reading", fraction),
      onTrouble: say,
    });
    return workbookInput(opened, options, options.isDateOrderAsked, say);
  };
  return { open, workbook: { client, site: options.site ?? null } };
}

/** An empty variable is one that is not set. */
function setVariable(name: string): string | undefined {
  return process.env[name] || undefined;
}
