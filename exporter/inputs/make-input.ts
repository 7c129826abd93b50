import { dateOrderOf } from "../../shared/date-order";
import { type CountryDecision, type Decisions, decisionKey, NO_DECISIONS } from "../../shared/decisions";
import type { OwnHeader } from "../../shared/own-headers";
import type { StoreSettings } from "../stores/settings";
import type { Notice } from "../words/report";
import { loadZone } from "../words/zone";
import { bringTables } from "./bring-tables";
import type { OpenedWorkbook } from "./open-workbook";
import type { RunInput } from "./run-input";
import { type TableFile, withOwnHeaders } from "./table-file";
import { readWhen, type WhenOptions } from "./when";

const nothing = async () => {};

/** What the configuration decides. */
interface Configured {
  readonly decisions?: readonly CountryDecision[];
}

type FilesOptions = WhenOptions & Configured & { contract?: readonly OwnHeader[] };

/** Two files, also in buckets, as a run's input. `say` gets what is taken as now, for the person who started it. */
export async function openFiles(
  leads: string,
  companies: string,
  options: FilesOptions & StoreSettings,
  say: (sentence: string) => void,
): Promise<RunInput> {
  const { files, discard } = await bringTables([leads, companies], options);
  return { ...filesInput(files[0], files[1], options, say), discard };
}

/** Two files of this machine as a run's input. */
export function filesInput(
  leads: TableFile,
  companies: TableFile,
  options: FilesOptions,
  say: (sentence: string) => void,
): RunInput {
  const { sentence, ...when } = readWhen(options);
  say(sentence);
  return {
    leads: withOwnHeaders(leads, options.contract),
    companies: withOwnHeaders(companies, options.contract),
    ...when,
    origin: { kind: "files", isFallback: false },
    notices: [],
    decisions: withConfigured(NO_DECISIONS, options),
    keep: nothing,
    discard: nothing,
  };
}

/** A workbook as a run's input: its own zone and date order, unless others are asked for. */
export function workbookInput(
  { zone, locale, notices, decisions, ...opened }: OpenedWorkbook,
  options: WhenOptions & Configured,
  isDateOrderAsked: boolean,
  say: (sentence: string) => void,
): RunInput {
  const asked = options.zone ?? zone;
  const { sentence, ...when } = readWhen({
    ...options,
    ...(asked === null ? {} : { zone: asked }),
    dateOrder: isDateOrderAsked || locale === null ? options.dateOrder : dateOrderOf(locale),
  });
  say(sentence);
  return {
    ...opened,
    ...when,
    notices: [...notices, ...otherZone(zone, when.zone.name)],
    decisions: withConfigured(decisions, options),
  };
}

/** The workbook's own decisions come before those of the configuration. */
function withConfigured({ countries, ignored }: Decisions, { decisions = [] }: Configured): Decisions {
  const own = new Set(countries.map(({ typed }) => decisionKey(typed)));
  return { countries: [...countries, ...decisions.filter(({ typed }) => !own.has(decisionKey(typed)))], ignored };
}

function otherZone(own: string | null, used: string): Notice[] {
  if (own === null || loadZone(own).name === used) return [];
  const sentence = `The workbook's own time zone is ${own}; its timestamps were read, and the answers are cut, in ${used}.`;
  return [{ code: "OTHER_ZONE", sentence }];
}
