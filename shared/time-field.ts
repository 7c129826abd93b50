import { type ColumnCells, NUMBER } from "./column-cells";
import type { TimestampField } from "./contract";
import type { Loops } from "./loops";
import { judgeInstant, readTimestamp, surelyInRange, type TimeContext } from "./timestamp";
import { flawOf, type InstantReadings, NO_FLAW, warningBit } from "./verdicts";
import { instantOf, kindOf, wallPeriods } from "./zone";

const GAP = warningBit("GAP_TIMESTAMP");
const TWICE = warningBit("TWICE_TIMESTAMP");

/** Reads a timestamp field: `loops` what is a plain wall time, the rules the rest, once per distinct cell. */
export function readTimeField(
  cells: ColumnCells,
  { required }: Pick<TimestampField, "required">,
  context: TimeContext,
  rows: number,
  loops: Loops,
): InstantReadings {
  const instants = loops.numbers(rows);
  const flaws = loops.bytes(rows);
  const warnings = loops.bytes(rows);
  const { codes, numbers, numbersAre } = cells;
  const { zone } = context;
  const distinct = readDistinct(cells, context);
  const areWall = numbersAre === "wall";
  const { earliest, latest } = surelyInRange(context);
  const others = areWall ? loops.plainInstants(cells, wallPeriods(zone), earliest, latest, instants) : null;
  for (let at = 0; at < (others?.length ?? rows); at++) {
    const row = others === null ? at : others[at];
    const code = codes[row];
    if (code !== NUMBER) {
      instants[row] = distinct.instants[code];
      flaws[row] = distinct.flaws[code];
      warnings[row] = distinct.warnings[code];
    } else if (areWall) {
      const wall = numbers![row];
      const instant = instantOf(zone, wall);
      instants[row] = instant;
      const problem = judgeInstant(instant, context);
      if (problem !== null) flaws[row] = flawOf(problem);
      else {
        const kind = kindOf(zone, wall);
        if (kind !== "plain") warnings[row] = kind === "gap" ? GAP : TWICE;
      }
    } else {
      const reading = readTimestamp(numbers![row], context);
      instants[row] = reading.instant;
      flaws[row] = flawOf(reading.problem);
      if (reading.warning !== null) warnings[row] = warningBit(reading.warning);
    }
  }
  return { required, codes: null, instants, flaws, warnings };
}

function readDistinct({ size, text }: ColumnCells, context: TimeContext) {
  const instants = new Float64Array(size);
  const flaws = new Uint8Array(size);
  const warnings = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    const reading = readTimestamp(text(i), context);
    instants[i] = reading.instant;
    flaws[i] = flawOf(reading.problem);
    if (flaws[i] === NO_FLAW && reading.warning !== null) warnings[i] = warningBit(reading.warning);
  }
  return { instants, flaws, warnings };
}
