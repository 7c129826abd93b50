import { COMPANIES, LEADS, type TabContract } from "../../shared/contract";
import { bindTab } from "../check/bind-tab";
import type { ReadSheet } from "../check/check-sheet";
import { Refusal } from "../refusal";
import type { ProblemList } from "../rpc";
import { lockDocument } from "../services/lock";
import { readHeader } from "../sheet/cells";
import { noteOnStatus } from "../sheet/look";
import { rememberColumns, rememberedColumns } from "../sheet/remembered-columns";
import { findTab, flush } from "../sheet/workbook";
import { readStored, remember, setFlag } from "../stored";
import { type Checked, checkLeads, writeFindings } from "./check-leads";
import { headerTrouble } from "./header-trouble";
import { refreshKeptApart } from "./kept-apart";
import { refreshPlace } from "./place";

/** A person or an hourly sweep can wait longer than an edit. */
const PATIENCE_MS = 30_000;

interface FullCheck extends Checked {
  readonly checked: ReadSheet;
  readonly apart: ProblemList["apart"];
  /** UTC ms. */
  readonly at: number;
}

/**
 * Looks up everything anew (zone, columns, pairs kept apart), judges every row and writes Status. What an edit goes by afterwards is what
 * this found. `wake`: also after the marks were cleared. Throws a Refusal that says why no row can be judged.
 */
export function checkAll({ wake }: { readonly wake: boolean }): FullCheck {
  if (!lockDocument(PATIENCE_MS)) {
    throw new Refusal(
      "SHEET_BUSY",
      "Another check of this sheet is still going on.",
      "Wait until it has ended, a minute at most, and try again.",
    );
  }
  const begun = Date.now();
  const before = readStored();
  if (before.version === 0) {
    throw new Refusal("NOT_SET_UP", "This sheet has not been set up yet.", "Choose Set up in the menu Leads.");
  }
  refreshPlace(before, begun);
  const apart = refreshKeptApart(before.apart);
  refreshColumns();
  if (wake && before.paused) setFlag("paused", false);
  const stored = readStored();

  const found = checkLeads(stored, begun, null);
  const trouble = found === null ? "The tab Leads or the tab Companies is missing." : headerTrouble(found);
  if (found === null || !found.checked.readable || trouble !== null) {
    if (found !== null && found.status >= 0) noteOnStatus(found.leads, found.status, trouble ?? "");
    throw new Refusal("HEADERS_UNCLEAR", trouble ?? "", "Correct row 1, then choose Check all rows in the menu Leads.");
  }
  if (!stored.paused) {
    writeFindings(found);
    noteOnStatus(found.leads, found.status, "");
    flush();
  }
  const { counts } = found.checked;
  const sentence = countsInWords(counts);
  remember("lastCheck", { at: begun, ok: true, sentence, rows: counts.rows, ms: Date.now() - begun });
  if (stored.stale) setFlag("stale", false);
  return { ...found, checked: found.checked, apart, at: begun };
}

/** `1,204 rows: 1,180 OK, 12 repeats, 12 held` */
export function countsInWords({ rows, clean, duplicate, held }: ProblemList["counts"]): string {
  const number = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${number(rows)} rows: ${number(clean)} good, ${number(duplicate)} repeats, ${number(held)} held`;
}

/** Marks the columns as they are bound now, and remembers where the marks are. */
export function refreshColumns(): void {
  const of = (contract: TabContract) => {
    const sheet = findTab(contract.tab);
    if (sheet === null) return [];
    const { binding } = bindTab(contract, { values: [readHeader(sheet)], remembered: rememberedColumns(sheet) });
    if (binding.problems.length === 0) rememberColumns(sheet, contract, binding.columns);
    return rememberedColumns(sheet);
  };
  remember("columns", { Leads: of(LEADS as TabContract), Companies: of(COMPANIES as TabContract) });
}
