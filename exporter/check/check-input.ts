import { rm } from "node:fs/promises";
import { COMPANIES, LEADS, type TabContract } from "../../shared/contract";
import { type Decisions, NO_DECISIONS } from "../../shared/decisions";
import { bringTables } from "../inputs/bring-tables";
import { type SheetOptions, sheetSource } from "../inputs/sheet-source";
import { nameOf, refuseTwoInputs, type TableFile, withOwnHeaders } from "../inputs/table-file";
import { readWhen, type When, type WhenOptions } from "../inputs/when";
import type { StoreSettings } from "../stores/settings";
import { temporaryFolder } from "../stores/temporary-folder";
import type { Notice } from "../words/report";

/** What is checked, and how it is to be read. */
export interface CheckInput {
  readonly file: TableFile;
  /** What leads are compared with. */
  readonly companies: TableFile | null;
  /** `null`: what its headers say. */
  readonly contract: TabContract | null;
  /** For people. */
  readonly name: string;
  readonly when: Omit<When, "sentence">;
  readonly decisions: Decisions;
  /** `pairHash` of the pairs of leads that a person found not to repeat each other. */
  readonly apart: readonly string[];
  readonly notices: readonly Notice[];
  discard(): Promise<void>;
}

interface Options extends WhenOptions, StoreSettings, Pick<SheetOptions, "contract" | "decisions"> {
  readonly tab?: "leads" | "companies";
  readonly companies?: string;
}

const contractOf = (tab: "leads" | "companies") => (tab === "leads" ? LEADS : COMPANIES);

/** A file, and the one beside it. */
export async function fileToCheck(
  path: string,
  options: Options,
  say: (sentence: string) => void,
): Promise<CheckInput> {
  const { tab, companies, contract, decisions = [] } = options;
  refuseTwoInputs(path, companies ?? "");
  const { sentence, ...when } = readWhen(options);
  say(sentence);
  const { files, discard } = await bringTables(companies === undefined ? [path] : [path, companies], options);
  const [file, beside = null] = files.map((one) => withOwnHeaders(one, contract));
  return {
    file,
    companies: beside,
    contract: tab === undefined ? null : contractOf(tab),
    name: path,
    when,
    decisions: { countries: [...NO_DECISIONS.countries, ...decisions], ignored: [] },
    apart: [],
    notices: [],
    discard,
  };
}

/** A tab of a workbook as a run would read it; nothing of it stays here. */
export async function workbookToCheck(
  options: Omit<SheetOptions, "out"> & Pick<Options, "tab">,
  onPhase: Parameters<typeof sheetSource>[1],
  say: (sentence: string) => void,
): Promise<CheckInput> {
  const out = await temporaryFolder();
  const remove = () => rm(out, { recursive: true, force: true });
  try {
    const { tab = "leads" } = options;
    const input = await sheetSource({ ...options, out }, onPhase, say).open();
    const { asOf, zone, dateOrder, notices, apart = [], decisions = NO_DECISIONS } = input;
    return {
      file: input[tab],
      companies: tab === "leads" ? input.companies : null,
      contract: contractOf(tab),
      name: nameOf(input[tab]),
      when: { asOf, zone, dateOrder },
      decisions,
      apart,
      notices,
      discard: remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
