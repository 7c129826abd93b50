import { judgeInstant, readTimestamp, type TimeContext } from "../../shared/timestamp";
import { flawOf, type InstantReadings, NO_FLAW, warningBit } from "../../shared/verdicts";
import { instantOf, kindOf } from "../../shared/zone";
import { NUMBER, type RawColumn, sharedArray } from "../inputs/table";
import { asTyped, textAt } from "../inputs/text-table";

/** Reads a timestamp column: wall times the scanner already parsed go straight through, other cells once per distinct cell. */
export function readTimeColumn(column: RawColumn, rows: number, context: TimeContext): InstantReadings {
  const instants = sharedArray.float64(rows);
  const flaws = new Uint8Array(rows);
  const warnings = new Uint8Array(rows);
  const { codes, numbers, numbersAre } = column;
  const distinct = readDistinct(column, context);
  const wallTimes = numbersAre === "wall";
  for (let row = 0; row < rows; row++) {
    const code = codes[row];
    if (code !== NUMBER) {
      instants[row] = distinct.instants[code];
      flaws[row] = distinct.flaws[code];
      warnings[row] = distinct.warnings[code];
    } else if (wallTimes) {
      const wall = numbers![row];
      const instant = instantOf(context.zone, wall);
      instants[row] = instant;
      const problem = judgeInstant(instant, context);
      if (problem !== null) flaws[row] = flawOf(problem);
      else if (kindOf(context.zone, wall) !== "plain") warnings[row] = clockBit(kindOf(context.zone, wall));
    } else {
      const reading = readTimestamp(numbers![row], context);
      instants[row] = reading.instant;
      flaws[row] = flawOf(reading.problem);
      if (reading.warning !== null) warnings[row] = warningBit(reading.warning);
    }
  }
  return { instants, flaws, warnings };
}

function clockBit(kind: "plain" | "gap" | "twice"): number {
  return warningBit(kind === "gap" ? "GAP_TIMESTAMP" : "TWICE_TIMESTAMP");
}

function readDistinct({ distinct }: RawColumn, context: TimeContext): InstantReadings {
  const texts = asTyped(distinct);
  const instants = new Float64Array(distinct.size);
  const flaws = new Uint8Array(distinct.size);
  const warnings = new Uint8Array(distinct.size);
  for (let i = 0; i < distinct.size; i++) {
    const reading = readTimestamp(textAt(texts, i), context);
    instants[i] = reading.instant;
    flaws[i] = flawOf(reading.problem);
    if (flaws[i] === NO_FLAW && reading.warning !== null) warnings[i] = warningBit(reading.warning);
  }
  return { instants, flaws, warnings };
}
