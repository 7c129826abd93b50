import type { DateOrder } from "../../shared/date-order";
import rows from "./rows.json";

/** What a row of a case must come to: `winner` is the sheet row it repeats. */
export interface Expected {
  verdict: string;
  problems: string[];
  winner: number | null;
}

/** Two tabs, the header row first, and what becomes of each row below it. */
export interface RowsCase<Cell> {
  name: string;
  zone?: string;
  dateOrder?: DateOrder;
  leads: Cell[][];
  companies: Cell[][];
  expected: { leads: Expected[]; companies: Expected[] };
}

export default rows;
