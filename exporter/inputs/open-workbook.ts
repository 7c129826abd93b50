import { statSync } from "node:fs";
import { type Decisions, NO_DECISIONS } from "../../shared/decisions";
import { instantInWords } from "../../shared/instant-words";
import type { OwnHeader } from "../../shared/own-headers";
import type { StoreSettings } from "../stores/settings";
import type { Store } from "../stores/store";
import { Failure } from "../words/failure";
import type { Notice } from "../words/report";
import { loadZone } from "../words/zone";
import { bringTables } from "./bring-tables";
import { ageOf } from "./copy/age";
import { FALLBACK } from "./copy/notice";
import { lastCopy, type RawCopy, stageCopy } from "./copy/raw-copy";
import type { Origin } from "./run-input";
import { pathOf, placeOf, type TableFile, withOwnHeaders } from "./table-file";
import type { SheetsClient } from "./workbook/client";
import { readWorkbook, type TabNames } from "./workbook/read-workbook";
import { rememberColumns } from "./workbook/remember-columns";

export interface WorkbookRequest {
  readonly client: SheetsClient;
  readonly tabs: TabNames;
  readonly store: Store;
  /** Of buckets, for the fallback. */
  readonly stores: StoreSettings;
  /** Files to use when Google cannot be reached; `null`: the last good copy. */
  readonly fallback: { readonly leads: string; readonly companies: string } | null;
  /** Headers of the team's own, besides those of the workbook's tab. */
  readonly contract?: readonly OwnHeader[];
  onProgress(fraction: number): void;
  /** Told, as a sentence, what did not go as it should and did not stop the run. */
  onTrouble(sentence: string): void;
}

/** Both tables as files, and what is known of where they come from. */
export interface OpenedWorkbook {
  readonly leads: TableFile;
  readonly companies: TableFile;
  readonly origin: Origin;
  /** The workbook's own zone and locale; `null` when they were never seen. */
  readonly zone: string | null;
  readonly locale: string | null;
  readonly notices: readonly Notice[];
  /** `pairHash` of the pairs that a person found to be two leads. */
  readonly apart: readonly string[];
  readonly decisions: Decisions;
  /** After a run that published, or found nothing changed. */
  keep(): Promise<void>;
  discard(): Promise<void>;
}

/**
 * Reads a workbook into files, which are then read like any others. When Google cannot be reached, and only then, the fallback takes its
 * place: a workbook that is not shared, not there, or without its columns is for a person to put right, not to be papered over.
 */
export async function openWorkbook(request: WorkbookRequest): Promise<OpenedWorkbook> {
  const { client, tabs, store } = request;
  try {
    const read = await readWorkbook(client, tabs, request.onProgress, request.contract);
    const copy = await stageCopy(store, client.spreadsheetId, read);
    return {
      ...ofCopy(copy, false),
      keep: async () => {
        // The run has published: what fails now is told, and done by the next run.
        const orTell = (sentence: string) => (error: unknown) => {
          if (!(error instanceof Failure)) throw error;
          request.onTrouble(`${sentence}: ${error.message}`);
        };
        await copy.keep().catch(orTell("The copy for days without Google was not kept"));
        await rememberColumns(client, read).catch(orTell("The columns were not marked, to find renamed headers"));
      },
      discard: copy.discard,
    };
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "SHEETS_UNREACHABLE") throw error;
    return useFallback(request, error);
  }
}

async function useFallback(
  { client, store, stores, fallback, contract, onTrouble }: WorkbookRequest,
  failure: Failure,
): Promise<OpenedWorkbook> {
  const copy = await lastCopy(store, client.spreadsheetId);
  const now = client.pace.now();
  const nothing = async () => {};
  if (fallback !== null) {
    onTrouble(`${failure.message} The fallback files are used instead.`);
    const { files, discard } = await bringTables([fallback.leads, fallback.companies], stores);
    return {
      leads: withOwnHeaders(files[0], contract),
      companies: withOwnHeaders(files[1], contract),
      origin: { kind: "files", isFallback: true },
      zone: copy?.info.zone ?? null,
      locale: copy?.info.locale ?? null,
      notices: [{ code: FALLBACK, sentence: filesSentence(files, now) }],
      apart: copy?.info.apart ?? [],
      decisions: copy?.info.decisions ?? NO_DECISIONS,
      keep: nothing,
      discard,
    };
  }
  if (copy === null) {
    throw new Failure("SHEETS_UNREACHABLE", `${failure.message} There is no copy of an earlier run to use instead.`, {
      cause: failure,
    });
  }
  onTrouble(`${failure.message} The last good copy is used instead.`);
  const opened = ofCopy(copy, true);
  const { read_at, zone } = copy.info;
  const readAt = Date.parse(read_at);
  const sentence = `Google Sheets could not be reached: these are the rows read on ${instantInWords(readAt, loadZone(zone))}, ${ageOf(now - readAt)} before this run. Later edits are not in them.`;
  return {
    ...opened,
    notices: [{ code: FALLBACK, sentence }, ...opened.notices],
    keep: nothing,
    discard: nothing,
  };
}

function ofCopy(
  { leads, companies, info }: RawCopy,
  isFallback: boolean,
): Pick<OpenedWorkbook, "leads" | "companies" | "origin" | "zone" | "locale" | "notices" | "apart" | "decisions"> {
  const { workbook_id: id, title, zone, locale, revision, read_at: readAt, tabs, apart, decisions } = info;
  // Nobody can correct a file of ours: what is wrong in it is told of the tab it was read from.
  const named = (path: string, tab: string) => ({ path, name: `The tab "${tab}" of the workbook "${title}"` });
  return {
    leads: named(leads, tabs.leads.title),
    companies: named(companies, tabs.companies.title),
    origin: { kind: "spreadsheet", id, title, revision, readAt, tabs, isFallback },
    zone,
    locale,
    notices: [...tabs.leads.notices, ...tabs.companies.notices],
    apart,
    decisions,
  };
}

function filesSentence(files: readonly TableFile[], now: number): string {
  const [leads, companies] = files.map(placeOf);
  const [oldest] = files
    .map((file) => statSync(pathOf(file), { throwIfNoEntry: false })?.mtimeMs ?? now)
    .sort((a, b) => a - b);
  return `Google Sheets could not be reached: the files ${leads} and ${companies} were used instead, last changed ${ageOf(now - oldest)} before this run.`;
}
