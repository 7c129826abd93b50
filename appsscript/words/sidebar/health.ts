/** The daily export, wherever it is named. */
export const DAILY_EXPORT = "Daily export";

/** What the view of Health says around its checks. */
export const HEALTH_WORDS = {
  states: { good: "Good", warn: "Look", bad: "Broken" },
  refresh: "Check again",
  looking: "Looking…",
  allGood: "Everything is good.",
  someNot: ({ wrong, all }: { wrong: number; all: number }) => `${wrong} of ${all} checks need a look.`,
  nobody: "Nobody has it: no export runs by itself.",
  install: "Install daily export",
  installing: "Installing…",
  runsAs: "Runs as",
  you: ({ owner }: { owner: string }) => `${owner} (you)`,
  lastRun: "Last run",
  notYet: "not yet",
  nextRun: "Next run",
  notKnown: "not known",
  remove: { label: "Remove daily export", sentence: "Remove it? No export will run by itself.", yes: "Remove" },
  removing: "Removing the daily export…",
  takeOver: ({ owner }: { owner: string }) => ({
    label: TAKE_OVER,
    sentence: `Run it as you, from now on, in place of ${owner}?`,
    yes: TAKE_OVER,
  }),
  takingOver: "Taking over…",
};

const TAKE_OVER = "Take over";
