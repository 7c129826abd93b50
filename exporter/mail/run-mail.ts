import type { Zone } from "../../shared/zone";
import { EXIT } from "../words/exit";
import type { Failure } from "../words/failure";
import { moment } from "../words/instant-text";
import { type Message, type Section, writeMessage } from "./message";
import { told } from "./told";

/** A run that came to nothing, once. */
export interface Attempt {
  readonly failure: Failure;
  /** UTC ms: when it ended. */
  readonly at: number;
}

/** What a mail about a run says besides what failed. */
export interface RunFacts {
  /** What a reader knows the export by: the workbook's title, or its id, or the folder of the snapshots. */
  readonly name: string;
  /** The folder of the snapshots, whole. */
  readonly out: string;
  /** `null` when the run reads files. */
  readonly spreadsheet: string | null;
  readonly host: string;
  readonly zone: Zone;
  /** What readers of the snapshots have; `asOf` in UTC ms. `null`: nothing, or it cannot be known. */
  readonly current: { readonly snapshot: string; readonly asOf: number } | null;
}

/** The mail about a run's attempts, the last one last. `nextAt` (UTC ms): when it is tried again; `null`: it is not. */
export function runMail(facts: RunFacts, attempts: readonly Attempt[], nextAt: number | null): Message {
  const { name, out, spreadsheet, host, zone, current } = facts;
  const when = (at: number) => `${moment(at, zone)} (${zone.name})`;
  const last = attempts.at(-1)!;
  const earlier = attempts.slice(0, -1);
  const { code, exit } = last.failure;
  const { sentence, wayOut } = told(last.failure);
  const isStopped = exit === EXIT.guard;
  const verb = isStopped ? "was stopped" : earlier.length > 0 ? "failed again" : "failed";
  const next = nextAt !== null ? ", it will be tried again" : isStopped ? ", a person must decide" : "";

  const sections: Section[] = [
    {
      heading: `What happened (${code})`,
      lines: [
        sentence,
        ...earlier.map(({ failure, at }) => `The attempt before it ended with ${failure.code} on ${when(at)}.`),
      ],
    },
    { heading: "What to do", lines: [wayOut] },
    {
      heading: "What stays published",
      lines: [
        current === null
          ? "No snapshot is known to be published."
          : `Snapshot ${current.snapshot}, as of ${when(current.asOf)}.`,
      ],
    },
    {
      heading: "What happens next",
      lines: [
        nextAt === null
          ? "This run is not tried again; the next planned one is."
          : `It is tried once more on ${when(nextAt)}. If that goes well no mail follows; if not, one more does.`,
      ],
    },
    {
      heading: "Where",
      lines: [
        `Folder ${out}`,
        ...(spreadsheet === null ? [] : [`Workbook ${spreadsheet}`]),
        `Machine ${host}`,
        "See also: lead-export history",
      ],
    },
  ];
  const subject = `Lead Export ${verb}${next} (${code}): ${name}`;
  return writeMessage(subject, `The export of ${name} ${verb} on ${when(last.at)}.`, sections);
}
