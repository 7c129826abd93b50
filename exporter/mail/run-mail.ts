import { instantInWords } from "../../shared/instant-words";
import type { Zone } from "../../shared/zone";
import { EXIT } from "../words/exit";
import type { Failure } from "../words/failure";
import { type Message, type Section, writeMessage } from "./message";
import { quotable } from "./quotable";

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
  const { name, zone } = facts;
  const when = (at: number) => instantInWords(at, zone);
  const last = attempts.at(-1)!;
  const earlier = attempts.slice(0, -1);
  const { code, exit } = last.failure;
  const { sentence, wayOut } = quotable(last.failure);
  const isStopped = exit === EXIT.guard;
  const verb = isStopped
    ? "was stopped"
    : code === "FALLBACK_USED"
      ? "published old rows"
      : earlier.length > 0
        ? "failed again"
        : "failed";
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
    { heading: "What stays published", lines: [publishedLine(facts)] },
    {
      heading: "What happens next",
      lines: [
        nextAt === null
          ? "This run is not tried again; the next planned one is."
          : `It is tried once more on ${when(nextAt)}. If that goes well no mail follows; if not, one more does.`,
      ],
    },
    placeOf(facts),
  ];
  const subject = `Lead Export ${verb}${next} (${code}): ${name}`;
  return writeMessage(subject, `The export of ${name} ${verb} on ${when(last.at)}.`, sections);
}

/** The mail about the first run that went well after others had not, the last of them as `trouble` says. */
export function recoveryMail(facts: RunFacts, trouble: { code: string; at: string }, at: number): Message {
  const { name, zone } = facts;
  const before = `The run before it ended with ${trouble.code} on ${instantInWords(Date.parse(trouble.at), zone)}.`;
  return writeMessage(
    `Lead Export works again: ${name}`,
    `The export of ${name} went well on ${instantInWords(at, zone)}.`,
    [
      { heading: "What happened before", lines: [before] },
      { heading: "What is published", lines: [publishedLine(facts)] },
      placeOf(facts),
    ],
  );
}

function publishedLine({ current, zone }: RunFacts): string {
  if (current === null) return "No snapshot is known to be published.";
  return `Snapshot ${current.snapshot}, as of ${instantInWords(current.asOf, zone)}.`;
}

function placeOf({ out, spreadsheet, host }: RunFacts): Section {
  const workbook = spreadsheet === null ? [] : [`Workbook ${spreadsheet}`];
  return {
    heading: "Where",
    lines: [`Folder ${out}`, ...workbook, `Machine ${host}`, "See also: lead-export history"],
  };
}
