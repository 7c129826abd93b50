import { COMPANIES, LEADS, type TabContract } from "../../shared/contract";
import { STATUS_HEADER } from "../../shared/workbook";
import { bindTab } from "../check/bind-tab";
import { headerProblems } from "../check/header-problems";
import { permissionsLacking } from "../google-failures";
import { needTab } from "../live/need-tab";
import { statusColumn } from "../live/status-column";
import type { HealthCheck } from "../rpc";
import { authorisation } from "../services/script";
import { triggersOf } from "../services/triggers";
import { effectiveUser } from "../services/user";
import { IS_COPY } from "../setup/copy";
import { areListsOffered, areMarksOn } from "../setup/marks";
import { isResting, MOST_A_DAY } from "../setup/rest";
import { SETUP_VERSION } from "../setup/set-up";
import { readHeader } from "../sheet/cells";
import { rememberedColumns } from "../sheet/remembered-columns";
import { workbook } from "../sheet/workbook";
import type { Stored } from "../stored";
import { bad, good, warn } from "./check";

const SET_UP = "Choose Set up in the menu Leads.";
const CHECK_ALL = "Choose Check all rows.";

export function setUpCheck({ version, copied }: Stored): HealthCheck {
  if (copied) return bad("Set up", IS_COPY, SET_UP);
  if (version === 0) return bad("Set up", "This sheet has not been set up.", SET_UP);
  if (version < SETUP_VERSION) return warn("Set up", "This sheet was set up by an older version.", SET_UP);
  return good("Set up", "This sheet is set up.");
}

/** By the headers as they are now, and beside them where they were when all rows were last checked. */
export function columnsCheck({ columns, ownHeaders, version }: Stored): HealthCheck {
  const name = "Columns";
  if (version === 0) return warn(name, "They were not looked for yet.", SET_UP);
  let moved = 0;
  for (const contract of [LEADS, COMPANIES] as const) {
    const sheet = needTab(contract);
    const tab = bindTab(contract, [readHeader(sheet)], rememberedColumns(sheet), ownHeaders);
    const [problem] = headerProblems(tab);
    if (problem !== undefined) return bad(name, problem.sentence, problem.wayOut);
    moved += unlike(contract, tab.binding.columns, columns[contract.tab]);
  }
  if (statusColumn(readHeader(needTab(LEADS))) < 0) {
    return bad(name, `Leads has not exactly one column ${STATUS_HEADER}.`, SET_UP);
  }
  if (moved > 0) return warn(name, "Columns moved since all rows were last checked.", CHECK_ALL);
  return good(name, "All columns are found, and known again when they are renamed.");
}

function unlike(
  contract: TabContract,
  now: Readonly<Record<string, number>>,
  before: Stored["columns"]["Leads"],
): number {
  const bound = contract.fields.map(({ name }) => now[name]).filter((column) => column >= 0);
  const known = new Set(before.map(({ column }) => column));
  return bound.filter((column) => !known.has(column)).length;
}

export function marksCheck({ paused, version }: Stored): HealthCheck {
  const name = "Marks";
  if (version === 0 || paused || areMarksOn()) return good(name, "Colours and warning are as they were put on.");
  return warn(name, "The colours of Status or the warning before it are not on all rows.", CHECK_ALL);
}

/** What Google keeps off, as in a Table whose columns have drop-downs of their own, was told when it was refused. */
export function listsCheck({ paused, version, refused }: Stored): HealthCheck {
  const name = "Drop-downs";
  const kept = refused.filter(({ mark }) => mark === "list");
  if (kept.length > 0) return good(name, kept.map(({ sentence }) => sentence).join(" "));
  if (version === 0 || paused || areListsOffered()) return good(name, "They are as they were put on.");
  return warn(name, "The drop-down of Company or of Country is not on all rows.", CHECK_ALL);
}

/** Dates are read by them, and the daily export comes by the zone. */
export function placeCheck({ zone, locale, trigger }: Stored): HealthCheck {
  const name = "Zone and locale";
  const [zoneNow, localeNow] = [workbook().getSpreadsheetTimeZone(), workbook().getSpreadsheetLocale()];
  if (zone !== null && (zone.name !== zoneNow || locale !== localeNow)) {
    return warn(name, `The workbook is in ${zoneNow} and ${localeNow}, and rows were checked by others.`, CHECK_ALL);
  }
  if (trigger?.zone !== undefined && trigger.zone !== zoneNow) {
    const sentence = `The daily export was installed when the workbook was in ${trigger.zone}, and comes by that zone.`;
    return warn(name, sentence, `Ask ${trigger.owner} to remove the daily export below and install it again.`);
  }
  return good(name, `${zoneNow}, ${localeNow}.`);
}

export function authorisationCheck(): HealthCheck {
  const name = "Permission";
  const { granted, url, scopes } = authorisation();
  if (granted) return good(name, "You have granted what the add-on needs.");
  const lacking = scopes === null ? [] : permissionsLacking(scopes);
  const named =
    lacking.length === 0 ? "Google says that a permission is missing." : `Not granted: ${lacking.join("; ")}.`;
  return bad(name, named, `Grant it, with every box ticked: ${url ?? "choose Set up again"}`);
}

/** The triggers that follow changes. Nobody sees another's, so of theirs only what they remember tells. */
export function followingCheck(stored: Stored): HealthCheck {
  const name = "Following edits";
  const { keeper } = stored;
  if (keeper === null) return warn(name, "Nobody's triggers follow this sheet.", SET_UP);
  if (isResting(stored)) {
    return good(
      name,
      `More than ${MOST_A_DAY} changes today: rows inserted or sorted are checked with the next edit, until tomorrow.`,
    );
  }
  if (keeper === effectiveUser()) {
    const [changes, sweeps] = [triggersOf("handleChange").length, triggersOf("handleSweep").length];
    if (changes === 0 || sweeps === 0) return bad(name, "A trigger of yours is gone that set-up made.", SET_UP);
    if (changes > 1 || sweeps > 1) return warn(name, "You have a trigger twice.", SET_UP);
  }
  return good(name, `It is done in the name of ${keeper}.`);
}
