import type { DateOrder } from "../../shared/date-order";
import { dateAndTime } from "../../shared/instant-words";
import { tidy } from "../../shared/text";
import { MAX_TIMESTAMP_LENGTH, parseTimestamp } from "../../shared/timestamp-text";
import { instantOf, type Zone } from "../../shared/zone";
import { Failure } from "../words/failure";
import { loadZone, machineZone } from "../words/zone";

/** The options that say when and where a run or a check is. */
export interface WhenOptions {
  asOf?: string;
  zone?: string;
  dateOrder: DateOrder;
}

export interface When {
  /** UTC ms. */
  asOf: number;
  zone: Zone;
  dateOrder: DateOrder;
  /** What is taken as now, in which zone, and whose zone that is: for the person who started it. */
  sentence: string;
}

/** The instant the program started: what "now" means all through one command. */
const STARTED = Date.now();
const ISO_DAY = /^\d{4}-\d{2}-\d{2}(?!\d)/;
const FIRST = Date.UTC(2000, 0, 1);
const LAST = Date.UTC(2100, 0, 1);

/** Reads `--as-of` and `--zone`. Throws `BAD_ZONE` and `BAD_AS_OF` (exit 2). */
export function readWhen(options: WhenOptions): When {
  const zone = options.zone === undefined ? machineZone() : loadZone(options.zone);
  const { asOf, local } = options.asOf === undefined ? { asOf: STARTED, local: false } : readAsOf(options.asOf, zone);
  const whose = options.zone === undefined ? ", this machine's own zone (set another with --zone)" : "";
  const taken = options.asOf === undefined ? "It is" : local ? "Taken as now, read in the zone:" : "Taken as now:";
  const sentence = `${taken} ${dateAndTime(asOf, zone)} in ${zone.name}${whose}.`;
  return { asOf, zone, dateOrder: options.dateOrder, sentence };
}

/** An instant with its offset, or a date, with or without a time, on the wall of the zone. */
function readAsOf(text: string, zone: Zone): { asOf: number; local: boolean } {
  const tidied = tidy(text);
  if (tidied.length <= MAX_TIMESTAMP_LENGTH && ISO_DAY.test(tidied)) {
    const parsed = parseTimestamp(tidied, "ymd");
    if (parsed.ok) {
      const local = parsed.offset === null;
      const asOf = parsed.offset === null ? instantOf(zone, parsed.wall) : parsed.wall - parsed.offset;
      if (asOf >= FIRST && asOf < LAST) return { asOf, local };
    }
  }
  throw new Failure(
    "BAD_AS_OF",
    `The as-of ${JSON.stringify(text)} is not a date and time between the years 2000 and 2099.`,
  );
}
