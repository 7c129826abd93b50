import { countOf } from "../../shared/numbers";
import type { Config } from "../config/config";
import type { Forgotten } from "../run/forget-everywhere";
import { isAddress } from "../stores/address";
import { failureJson } from "../words/failure";

/** What came of forgetting, as `--json` shows it. `unreached`: what the command cannot see. */
export function forgottenJson(
  { snapshots, copies, site, targets }: Forgotten,
  isDry: boolean,
  unreached: readonly string[],
): object {
  const isProven = !isDry && targets.every(({ failure }) => failure === null);
  return {
    dry_run: isDry,
    proven: isProven,
    snapshots,
    copies,
    site: { rows: site },
    targets: targets.map(({ name, rows, failure }) => ({
      name,
      rows,
      ...(failure && { error: failureJson(failure) }),
    })),
    unreached,
  };
}

/** The same in words, a line for each place. */
export function forgottenWords(forgotten: Forgotten, isDry: boolean, unreached: readonly string[]): string {
  const lines = linesOf(forgotten);
  const isEverywhere = forgotten.targets.every(({ failure }) => failure === null);
  const rest = ["Not reached from here:", ...unreached.map((one) => `  ${one}`)].join("\n");
  return `${headOf(lines, isDry, isEverywhere)}\n${rest}\n`;
}

function headOf(lines: readonly string[], isDry: boolean, isEverywhere: boolean): string {
  if (lines.length === 0) return "No row of this person is in any snapshot or copy.";
  const places = countOf(lines.length, "place");
  const all = lines.join("\n");
  if (isDry) return `Would remove the rows of this person from ${places}:\n${all}`;
  const proof = isEverywhere ? "; all that is left was read again and holds none" : "";
  return `Removed the rows of this person from ${places}${proof}:\n${all}`;
}

function linesOf({ snapshots, copies, site, targets }: Forgotten): string[] {
  return [
    ...snapshots.map(({ snapshot, rows, now }) => `  ${snapshot}: ${each(rows)}${now === null ? "" : `; now ${now}`}`),
    ...copies.map(({ copy, rows }) => `  ${copy}: ${countOf(rows, "row")}`),
    ...(site === 0 ? [] : [`  the site: ${countOf(site, "row")}`]),
    ...targets.flatMap(({ name, rows }) => (Object.keys(rows).length === 0 ? [] : [`  ${name}: ${each(rows)}`])),
  ];
}

function each(rows: Readonly<Record<string, number>>): string {
  return Object.entries(rows)
    .map(([path, count]) => `${count} of ${path}`)
    .join(", ");
}

/** What else may hold the person, which only people can reach. */
export function unreachedBy({ spreadsheet, service }: Config, out: string): string[] {
  const isWorkbook = spreadsheet !== undefined || service !== undefined;
  return [
    ...(isWorkbook ? ["earlier versions of the workbook, which Google keeps"] : []),
    ...(service === undefined ? [] : ["a running service, which knows what it knew until it is started anew"]),
    ...(isAddress(out)
      ? ["other machines' caches of the bucket, and earlier versions of objects where it keeps them"]
      : []),
    "backups, and what people downloaded, copied or printed",
  ];
}
