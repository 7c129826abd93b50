import { COMPANIES, LEADS, type TabContract } from "../../shared/contract";
import { bindTab } from "../check/bind-tab";
import type { ReadSheet } from "../check/check-sheet";
import { decorate } from "../decoration";
import { Refusal } from "../refusal";
import type { ProblemList } from "../rpc";
import { readHeader } from "../sheet/cells";
import { rememberColumns, rememberedColumns, rememberedStatus } from "../sheet/remembered-columns";
import { flush } from "../sheet/workbook";
import { readStored, remember, type Stored, setFlag } from "../stored";
import { CHECK_WORDS, MARK_WORDS } from "../words/check";
import { type Checked, checkLeads, writeFindings } from "./check-leads";
import { refreshLists } from "./choices";
import { listed, refreshDecisions } from "./decisions";
import { dateOrderTrouble, headerTrouble, tellTrouble } from "./header-trouble";
import { refreshKeptApart } from "./kept-apart";
import { needLock } from "./need-lock";
import { needTab } from "./need-tab";
import { refreshOwnHeaders } from "./own-headers";
import { refreshPlace } from "./place";
import { recheck } from "./recheck";
import { tellFailed } from "./stopped";

interface FullCheck extends Checked {
  readonly checked: ReadSheet;
  readonly apart: ProblemList["apart"];
  readonly decisions: ProblemList["decisions"];
  /** UTC ms. */
  readonly at: number;
}

/**
 * Looks up everything anew (zone, columns, own headers, pairs kept apart, decisions), judges every row and writes Status. What an edit goes by
 * afterwards is what
 * this found. `wake`: also after the marks were cleared. Throws a Refusal that says why no row can be judged.
 */
export function checkAll({ wake }: { readonly wake: boolean }): FullCheck {
  needLock();
  const begun = Date.now();
  const before = readStored();
  if (before.version === 0) {
    throw new Refusal("NOT_SET_UP", CHECK_WORDS.notSetUp);
  }
  // First, so that an edit that comes after the reading says anew that something is left over.
  if (before.stale) setFlag("stale", false);
  try {
    return check(before, begun, wake);
  } catch (error) {
    if (before.stale) setFlag("stale", true);
    tellFailed(error);
    throw error;
  }
}

function check(before: Stored, begun: number, wake: boolean): FullCheck {
  for (const contract of [LEADS, COMPANIES]) needTab(contract);
  refreshPlace(before, begun);
  const apart = refreshKeptApart(before.apart);
  const decisions = listed(refreshDecisions(before.decisions));
  refreshOwnHeaders();
  refreshColumns();
  if (wake && before.paused) setFlag("paused", false);
  const stored = readStored();

  const found = checkLeads(stored, begun, null)!;
  const trouble = headerTrouble(found);
  if (!found.checked.readable || trouble !== null) {
    throw new Refusal("HEADERS_UNCLEAR", trouble!);
  }
  if (!stored.paused) {
    writeFindings(found);
    decorate(MARK_WORDS.lists, () => refreshLists(found));
    tellTrouble(found, stored);
    flush();
  }
  const { counts } = found.checked;
  const sentence = CHECK_WORDS.counts(counts);
  const dateOrder = dateOrderTrouble(found);
  remember("lastCheck", { at: begun, ok: true, sentence, dateOrder, rows: counts.read, ms: Date.now() - begun });
  // Edits that came meanwhile waited a moment only.
  const after = readStored();
  if (after.stale && !after.paused) recheck(after, null);
  return { ...found, checked: found.checked, apart, decisions, at: begun };
}

/** Marks the columns as they are bound now, and remembers where the marks are. */
export function refreshColumns(): void {
  const { ownHeaders } = readStored();
  const of = (contract: TabContract) => {
    const sheet = needTab(contract);
    const { binding } = bindTab(contract, [readHeader(sheet)], rememberedColumns(sheet), ownHeaders);
    if (binding.problems.length === 0) rememberColumns(sheet, contract, binding.columns);
    return rememberedColumns(sheet);
  };
  const companyStatus = rememberedStatus(needTab(COMPANIES));
  remember("columns", { Leads: of(LEADS), Companies: of(COMPANIES), companyStatus });
}
