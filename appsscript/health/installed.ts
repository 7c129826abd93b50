import { COMPANIES, LEADS, type TabContract } from "../../shared/contract";
import { bindTab } from "../check/bind-tab";
import { headerProblems } from "../check/header-problems";
import { permissionsLacking } from "../google-failures";
import { needTab } from "../live/need-tab";
import { statusColumn } from "../live/status-column";
import type { HealthCheck } from "../rpc";
import { authorisation } from "../services/script";
import { triggersOf } from "../services/triggers";
import { effectiveUser } from "../services/user";
import { areListsOffered, areMarksOn } from "../setup/marks";
import { isResting, MOST_A_DAY } from "../setup/rest";
import { SETUP_VERSION } from "../setup/set-up";
import { readHeader } from "../sheet/cells";
import { rememberedColumns } from "../sheet/remembered-columns";
import { workbook } from "../sheet/workbook";
import type { Stored } from "../stored";
import { CHECK_WORDS } from "../words/check";
import { CHECK_NAMES, INSTALLED_WORDS } from "../words/health";
import { bad, good, warn } from "./check";

export function setUpCheck({ version, copied }: Stored): HealthCheck {
  const name = CHECK_NAMES.setUp;
  if (copied) return bad(name, CHECK_WORDS.copy);
  if (version === 0) return bad(name, INSTALLED_WORDS.notSetUp);
  if (version < SETUP_VERSION) return warn(name, INSTALLED_WORDS.setUpOlder);
  return good(name, INSTALLED_WORDS.setUp);
}

/** By the headers as they are now, and beside them where they were when all rows were last checked. */
export function columnsCheck({ columns, ownHeaders, version }: Stored): HealthCheck {
  const name = CHECK_NAMES.columns;
  if (version === 0) return warn(name, INSTALLED_WORDS.columnsUnseen);
  let moved = 0;
  for (const contract of [LEADS, COMPANIES] as const) {
    const sheet = needTab(contract);
    const tab = bindTab(contract, [readHeader(sheet)], rememberedColumns(sheet), ownHeaders);
    const [problem] = headerProblems(tab);
    if (problem !== undefined) return bad(name, problem);
    moved += unlike(contract, tab.binding.columns, columns[contract.tab]);
  }
  if (statusColumn(readHeader(needTab(LEADS))) < 0) return bad(name, INSTALLED_WORDS.noStatus);
  if (moved > 0) return warn(name, INSTALLED_WORDS.columnsMoved);
  return good(name, INSTALLED_WORDS.columns);
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
  const name = CHECK_NAMES.marks;
  if (version === 0 || paused || areMarksOn()) return good(name, INSTALLED_WORDS.marks);
  return warn(name, INSTALLED_WORDS.marksShort);
}

/** What Google keeps off, as in a Table whose columns have drop-downs of their own, was told when it was refused. */
export function listsCheck({ paused, version, refused }: Stored): HealthCheck {
  const name = CHECK_NAMES.lists;
  const kept = refused.filter(({ mark }) => mark === "list");
  if (kept.length > 0) return good(name, kept.map(({ sentence }) => sentence).join(" "));
  if (version === 0 || paused || areListsOffered()) return good(name, INSTALLED_WORDS.lists);
  return warn(name, INSTALLED_WORDS.listsShort);
}

/** Dates are read by them, and the daily export comes by the zone. */
export function placeCheck({ zone, locale, trigger }: Stored): HealthCheck {
  const name = CHECK_NAMES.place;
  const [zoneNow, localeNow] = [workbook().getSpreadsheetTimeZone(), workbook().getSpreadsheetLocale()];
  if (zone !== null && (zone.name !== zoneNow || locale !== localeNow)) {
    return warn(name, INSTALLED_WORDS.placeChanged({ zone: zoneNow, locale: localeNow }));
  }
  if (trigger?.zone !== undefined && trigger.zone !== zoneNow) {
    return warn(name, INSTALLED_WORDS.dailyElsewhere({ zone: trigger.zone, owner: trigger.owner }));
  }
  return good(name, INSTALLED_WORDS.place({ zone: zoneNow, locale: localeNow }));
}

export function authorisationCheck(): HealthCheck {
  const name = CHECK_NAMES.permission;
  const { granted, url, scopes } = authorisation();
  if (granted) return good(name, INSTALLED_WORDS.granted);
  const lacking = scopes === null ? [] : permissionsLacking(scopes);
  return bad(name, INSTALLED_WORDS.notGranted({ lacking, url }));
}

/** The triggers that follow changes. Nobody sees another's, so of theirs only what they remember tells. */
export function followingCheck(stored: Stored): HealthCheck {
  const name = CHECK_NAMES.following;
  const { keeper } = stored;
  if (keeper === null) return warn(name, INSTALLED_WORDS.nobodyFollows);
  if (isResting(stored)) return good(name, INSTALLED_WORDS.resting({ most: MOST_A_DAY }));
  if (keeper === effectiveUser()) {
    const [changes, sweeps] = [triggersOf("handleChange").length, triggersOf("handleSweep").length];
    if (changes === 0 || sweeps === 0) return bad(name, INSTALLED_WORDS.triggerGone);
    if (changes > 1 || sweeps > 1) return warn(name, INSTALLED_WORDS.triggerTwice);
  }
  return good(name, INSTALLED_WORDS.followed({ keeper }));
}
