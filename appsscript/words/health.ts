import { countOf } from "../../shared/numbers";
import { DECISIONS, STATUS_HEADER } from "../../shared/workbook";
import type { Said } from "./said";
import { DAILY_EXPORT } from "./sidebar/health";
import { CHECK_ALL, SET_UP } from "./ways-out";

/** Every check of Health by name. */
export const CHECK_NAMES = {
  setUp: "Set up",
  columns: "Columns",
  marks: "Marks",
  lists: "Drop-downs",
  place: "Zone and locale",
  permission: "Permission",
  daily: DAILY_EXPORT,
  lastDaily: "Last daily export",
  following: "Following edits",
  sweep: "Hourly look",
  lastCheck: "Check of all rows",
  dateOrder: "Day and month",
  decisions: "Decisions",
  clientId: "Client id",
  exporter: "Exporter",
  rules: "Rules",
  signIn: "Sign-in",
  mail: "Mail",
};

const REINSTALL = "Below, remove the daily export and install it again.";
const SET_UP_IN_YOUR_NAME = "Choose Set up in the menu Leads: then it is done in your name.";
const NOBODY_FOLLOWS = "Nobody's triggers follow this sheet.";
const BY_KEEPER = ({ keeper }: { keeper: string }) => `It is done in the name of ${keeper}.`;

/** What Health finds installed. */
export const INSTALLED_WORDS = {
  notSetUp: { sentence: "This sheet has not been set up.", wayOut: SET_UP },
  setUpOlder: { sentence: "This sheet was set up by an older version.", wayOut: SET_UP },
  setUp: "This sheet is set up.",
  columnsUnseen: { sentence: "They were not looked for yet.", wayOut: SET_UP },
  noStatus: { sentence: `Leads has not exactly one column ${STATUS_HEADER}.`, wayOut: SET_UP },
  columnsMoved: { sentence: "Columns moved since all rows were last checked.", wayOut: CHECK_ALL },
  columns: "All columns are found, and known again when they are renamed.",
  marks: "Colours and warning are as they were put on.",
  marksShort: {
    sentence: "The colours of Status or the warning before it are not on all rows.",
    wayOut: CHECK_ALL,
  },
  lists: "They are as they were put on.",
  listsShort: { sentence: "The drop-down of Company or of Country is not on all rows.", wayOut: CHECK_ALL },
  placeChanged: ({ zone, locale }: { zone: string; locale: string }): Said => ({
    sentence: `The workbook is in ${zone} and ${locale}, and rows were checked by others.`,
    wayOut: CHECK_ALL,
  }),
  dailyElsewhere: ({ zone, owner }: { zone: string; owner: string }): Said => ({
    sentence: `The daily export was installed when the workbook was in ${zone}, and comes by that zone.`,
    wayOut: `Ask ${owner} to remove the daily export below and install it again.`,
  }),
  place: ({ zone, locale }: { zone: string; locale: string }) => `${zone}, ${locale}.`,
  granted: "You have granted what the add-on needs.",
  notGranted: ({ lacking, url }: { lacking: readonly string[]; url: string | null }): Said => ({
    sentence:
      lacking.length === 0 ? "Google says that a permission is missing." : `Not granted: ${lacking.join("; ")}.`,
    wayOut: `Grant it, with every box ticked: ${url ?? "choose Set up again"}`,
  }),
  nobodyFollows: { sentence: NOBODY_FOLLOWS, wayOut: SET_UP },
  resting: ({ most }: { most: number }) =>
    `More than ${most} changes today: rows inserted or sorted are checked with the next edit, until tomorrow.`,
  triggerGone: { sentence: "A trigger of yours is gone that set-up made.", wayOut: SET_UP },
  triggerTwice: { sentence: "You have a trigger twice.", wayOut: SET_UP },
  followed: BY_KEEPER,
};

/** What Health finds of what runs by itself. */
export const RUNNING_WORDS = {
  noDaily: { sentence: "Nobody exports daily.", wayOut: "Install the daily export below." },
  hourlyGone: { sentence: "Your hourly trigger is gone, which does it.", wayOut: REINSTALL },
  dailyGone: { sentence: "Your daily trigger is gone.", wayOut: REINSTALL },
  dailyTwice: ({ count }: { count: number }): Said => ({
    sentence: `You have ${count} daily triggers.`,
    wayOut: REINSTALL,
  }),
  hourDiffers: ({ hour, wanted, other }: { hour: number; wanted: number; other: string | null }): Said => ({
    sentence: `The trigger is set to ${hour}:00, Settings to ${wanted}:00.`,
    wayOut: `${other === null ? "Save" : `Ask ${other} to save`} the settings once more: that moves it.`,
  }),
  daily: ({ other, hourly, hour }: { other: string | null; hourly: boolean; hour: number }) =>
    `${other === null ? "You export" : `${other} exports`} daily, ${hourly ? "with the hourly look after" : "at about"} ${hour}:00.`,
  noLastDaily: "There was none yet.",
  lastDailyBad: ({ sentence }: { sentence: string }): Said => ({
    sentence,
    wayOut: "Export now shows what is wrong.",
  }),
  lastDailyOld: ({ when, owner }: { when: string; owner: string }): Said => ({
    sentence: `The last one was on ${when}, more than a day ago.`,
    wayOut: `Ask ${owner} to remove the daily export and install it again, or take it over.`,
  }),
  nobodyLooks: { sentence: NOBODY_FOLLOWS, wayOut: SET_UP_IN_YOUR_NAME },
  sweepGone: ({ since }: { since: string | null }): Said => ({
    sentence: `It has not been done${since === null ? "" : ` since ${since}`}.`,
    wayOut: SET_UP_IN_YOUR_NAME,
  }),
  sweepBad: ({ sentence }: { sentence: string }): Said => ({ sentence, wayOut: CHECK_ALL }),
  sweep: BY_KEEPER,
  paused: {
    sentence: "The marks were cleared, and nothing is checked until someone asks.",
    wayOut: CHECK_ALL,
  },
  neverChecked: { sentence: "All rows were never checked.", wayOut: CHECK_ALL },
  stale: {
    sentence: "Some rows are still to be checked.",
    wayOut: `The hourly look does that. ${CHECK_ALL}`,
  },
  lastCheck: ({ counts }: { counts: string }) => `${counts}.`,
  dateOrder: "Nothing speaks against the order that the workbook's locale has.",
  decisions: ({ count }: { count: number }) => `${countOf(count, "decision")} of what a country means.`,
  decisionsIgnored: ({ named, more }: { named: readonly string[]; more: number }): Said => ({
    sentence: more > 0 ? `${named.join(" ")} So it is with ${countOf(more, "more row")}.` : named.join(" "),
    wayOut: `Correct or delete these rows in the hidden tab ${DECISIONS} (View > Hidden sheets).`,
  }),
  mailLeft: ({ left }: { left: number }) => `You may write to ${left} more people today.`,
  mailShort: "Google's quota is full again tomorrow.",
};

/** What Health finds of the exporter. */
export const REACHED_WORDS = {
  noToken: {
    sentence: "Google gives no identity token to this script.",
    wayOut: "Deploy it with its manifest whole.",
  },
  clientId: "The exporter must know this script by it: service.google.audiences in its configuration.",
  notSet: { sentence: "No exporter is set.", wayOut: "Write its address into Settings." },
  answers: "It answers.",
  sameRules: "The sheet and the exporter judge by the same rules.",
  otherRules: ({ ours, theirs }: { ours: string; theirs: string }): Said => ({
    sentence: `The sheet judges by version ${ours} of the rules, the exporter by version ${theirs}.`,
    wayOut: "Tell whoever looks after them to bring both to the same version.",
  }),
  notSent: "Your name was not sent to this exporter yet: Export now, or saving Settings, does that.",
  known: "The exporter knows you and this script.",
};
