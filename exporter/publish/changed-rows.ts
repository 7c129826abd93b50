import { type ChangedRow, type Fate, MOST_LISTED, type TabChanges, type VanishedRow } from "../../shared/changes";
import { CLEAN, DUPLICATE, HELD } from "../../shared/verdicts";
import { blankRanges, isBlank } from "./blank-ranges";
import { IS_CLEAN, IS_HELD, type RowsByKey, rowsByKey, WAS_PUBLISHED } from "./rows-by-key";
import type { RowsNow } from "./rows-now";

/** Compares a tab with a published table of it, the whole files of Leads or Companies of today's contract. */
export async function changedRows(tab: RowsNow, paths: readonly string[]): Promise<TabChanges> {
  const compared = await rowsByKey(tab, paths);
  const { rows } = compared.before;
  const { verdict } = tab;
  return {
    vanished: vanishedRows(compared),
    appeared: appearedRows(compared),
    blank: blankRanges(rows, verdict),
    last: { before: sheetRow(rows.at(-1)), now: sheetRow(verdict.lastIndexOf(CLEAN)) },
  };
}

function vanishedRows(compared: RowsByKey): TabChanges["vanished"] {
  const { before, publishedKeys, kinds } = compared;
  const fates: Record<Fate, number> = { held: 0, repeat: 0, blank: 0, gone: 0 };
  const first: VanishedRow[] = [];
  const counted = new Uint8Array(kinds.length);
  let count = 0;
  for (let place = 0; place < publishedKeys.length; place++) {
    const key = publishedKeys[place];
    // Under older rules two published rows could have what is one key today.
    if (kinds[key] & IS_CLEAN || counted[key]) continue;
    counted[key] = 1;
    const now = fateOf(compared, place);
    fates[now]++;
    if (count++ < MOST_LISTED) first.push({ row: before.rows[place] + 2, key: before.textsAt(place), now });
  }
  return { count, ...fates, first };
}

function appearedRows({ tab, keys, kinds }: RowsByKey): TabChanges["appeared"] {
  const { verdict } = tab;
  const first: ChangedRow[] = [];
  let count = 0;
  for (let row = 0; row < keys.length; row++) {
    if (verdict[row] !== CLEAN || kinds[keys[row]] & WAS_PUBLISHED) continue;
    if (count++ < MOST_LISTED) first.push({ row: row + 2, key: tab.textsAt(row) });
  }
  return { count, first };
}

/** What became of a published row whose key no clean row has. */
function fateOf({ tab, before, publishedKeys, kinds, isLike }: RowsByKey, place: number): Fate {
  const { verdict } = tab;
  const row = before.rows[place];
  if (kinds[publishedKeys[place]] & IS_HELD) return "held";
  if (isBlank(verdict, row)) return "blank";
  if (verdict[row] === DUPLICATE) return "repeat";
  return verdict[row] === HELD && isLike(row, place) ? "held" : "gone";
}

function sheetRow(row: number | undefined): number | null {
  return row === undefined || row === -1 ? null : row + 2;
}
