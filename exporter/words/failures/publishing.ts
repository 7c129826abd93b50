import { EXIT } from "../exit";
import type { FailureKind } from "./kind";

const GUARD = {
  exit: EXIT.guard,
  commandLine: {
    workbook: 'Look at the workbook; if this is right, run again with --release "reason".',
    file: 'Look at the table: {command} says what is wrong with its rows; if this is right, run again with --release "reason".',
  },
  sheet: "Look at the workbook; if this is right, release the export and say why.",
  quote: "all",
} as const;

/** Stops of the publish guard; the folder of the snapshots and its one publisher. */
export const PUBLISHING = {
  NO_CLEAN_LEADS: { ...GUARD, when: "There is no clean lead." },
  NO_CLEAN_COMPANIES: {
    ...GUARD,
    when: "There is no clean company, although the tab has rows or the current snapshot has some.",
  },
  FEWER_LEADS: { ...GUARD, when: "There are far fewer clean leads than in the current snapshot." },
  FEWER_COMPANIES: { ...GUARD, when: "There are far fewer clean companies than in the current snapshot." },
  MORE_LEADS: { ...GUARD, when: "There are far more clean leads than in the current snapshot." },
  MANY_HELD: { ...GUARD, when: "Most rows of a tab are held: they wait for a correction." },
  MANY_REPEATS: { ...GUARD, when: "Most rows of Leads repeat another one." },
  UNKNOWN_COUNTRIES: {
    ...GUARD,
    when: "Most clean leads have no known country, or many more than in the current snapshot.",
  },
  UNKNOWN_COMPANIES: {
    ...GUARD,
    when: "Most clean leads are at a company that is not in Companies, or many more than in the current snapshot.",
  },
  UNKNOWN_HQS: { ...GUARD, when: "Most clean companies have no known HQ country." },
  OLD_LEADS: { ...GUARD, when: "The newest lead is old." },
  OLDER_AS_OF: { ...GUARD, when: "The run is as of an earlier instant than the current snapshot." },
  CONTRACT_CHANGED: { ...GUARD, when: "The current snapshot was made under another version of the contract." },
  LOCKED: {
    exit: EXIT.locked,
    when: "Another run is publishing to the same place.",
    commandLine: {
      here: "Wait for it to end, or stop that process, and run again.",
      lease: "Wait for it to end; if that machine is gone, run again in {minutes} minutes.",
    },
    sheet: "Export again when it has ended; if it does not end, tell whoever runs the exporter.",
    service: "If it does not end, stop its process; if its machine is gone, export again after two minutes.",
    passes: true,
    quote: "all",
  },
  LOCK_LOST: {
    exit: EXIT.locked,
    when: "Another run took over the lock while this one was still at work.",
    commandLine: "Run again when the other run has ended.",
    sheet: "Export again when the other run has ended.",
    passes: true,
    quote: "all",
  },
  DISK_FULL: {
    exit: EXIT.other,
    when: "The disk that holds the snapshots is full.",
    commandLine: "Free some space there and run again.",
    service: "Free some space on the disk that holds the snapshots.",
    passes: true,
    quote: "all",
  },
  NOT_WRITABLE: {
    exit: EXIT.other,
    when: "The user of the machine may not write to the folder of the snapshots.",
    commandLine: "Give it the right to write there, or choose another folder with --out.",
    service: "Give the user of the service the right to write there, or another folder as out in the configuration.",
    quote: "all",
  },
  OUT_NOT_A_FOLDER: {
    exit: EXIT.usage,
    when: "The folder of the snapshots cannot be made.",
    commandLine: {
      file: "Choose a folder with --out.",
      parent: "Choose another folder with --out.",
      name: "Choose a shorter name with --out.",
    },
    service: "Name another folder as out in the configuration.",
    quote: "all",
  },
  CURRENT_UNREADABLE: {
    exit: EXIT.other,
    when: "current.json does not name a snapshot: it was edited or damaged.",
    commandLine:
      "Make a snapshot current again with: lead-export restore SNAPSHOT; if there is none, delete that file and run again.",
    service: "Make a snapshot current again; if there is none, delete current.json.",
    quote: "all",
  },
  NOTHING_PUBLISHED: {
    exit: EXIT.other,
    when: "The folder has no snapshot yet.",
    commandLine: "Publish one with: lead-export run --leads FILE --companies FILE, or name another folder with --out",
  },
  SNAPSHOT_MISSING: {
    exit: EXIT.other,
    when: "The folder has no snapshot of that name.",
    commandLine: "List the snapshots with: lead-export history",
    service: "Make a snapshot that is there current; if there is none, delete current.json.",
    quote: "all",
  },
  SNAPSHOT_CHANGED: {
    exit: EXIT.other,
    when: "A file of a snapshot is not as it was published: it was edited, damaged or removed.",
    commandLine: {
      run: "Run again, or make an earlier snapshot current with: lead-export restore SNAPSHOT",
      restore: "Restore another; lead-export history lists them.",
    },
    sheet: "Export again; if it fails again, tell whoever runs the exporter.",
    service: "Make an earlier snapshot current.",
    quote: "all",
  },
  NOT_FORGOTTEN: {
    exit: EXIT.other,
    when: "Rows of a person that was to be forgotten are still read back.",
    commandLine: {
      left: "Forget again; if it happens twice, please report it.",
      target: "{wayOut} Then forget again.",
    },
    quote: "all",
  },
  READ_BACK_DIFFERS: {
    exit: EXIT.other,
    when: "What was written to the disk reads back differently.",
    commandLine: "Check the disk, then run again; if it happens twice, please report it.",
    sheet: "Export again; if it fails again, tell whoever runs the exporter.",
    service: "Check the disk that holds the snapshots; if it happens twice, please report it.",
    passes: true,
  },
  SITE_HAS_OUT: {
    exit: EXIT.usage,
    when: "The folder of the site, which may be public, would hold the snapshots, which are not.",
    commandLine: "Name another folder as site.folder in the configuration: one beside the snapshots, or inside them.",
    service: "Name another folder as site.folder in the configuration: one beside the snapshots, or inside them.",
    quote: "all",
  },
  PAGE_IN_USE: {
    exit: EXIT.other,
    when: "Where the page for today belongs lies another file.",
    commandLine: "Move that file, or name another folder; the next run writes the page.",
    sheet: "The export itself is done; tell whoever runs the exporter.",
    service: "Move that file; the next run writes the page.",
    quote: "all",
  },
} as const satisfies Record<string, FailureKind>;
