import type { Phase } from "../../shared/phases";
import type { OnPhase } from "../words/progress";

export interface Progress {
  onPhase: OnPhase;
  /** Takes the line away. */
  end(): void;
}

const WORDS: Record<Phase, string> = {
  reading: "Reading",
  checking: "Checking",
  writing: "Writing",
  answering: "Answering",
  publishing: "Publishing",
};

/** Shorter work needs no progress. */
const QUIET_MS = 1000;
const FRAME_MS = 100;

/** One line on standard error that says where the work is; nothing unless that is a terminal. */
export async function openProgress(): Promise<Progress> {
  // Some terminals say they are 0 columns wide, and ora would clear endless lines there.
  if (!process.stderr.isTTY || !process.stderr.columns) return { onPhase: () => {}, end: () => {} };
  const { default: ora } = await import("ora");
  // Standard input is left alone: this program never reads it.
  const line = ora({ stream: process.stderr, discardStdin: false });
  const begun = performance.now();
  let drawn = 0;
  return {
    onPhase: (phase, fraction) => {
      const now = performance.now();
      if (now - begun < QUIET_MS || now - drawn < FRAME_MS) return;
      drawn = now;
      line.text = fraction === undefined ? WORDS[phase] : `${WORDS[phase]} ${Math.floor(fraction * 100)} %`;
      if (!line.isSpinning) line.start();
      // Reading keeps the thread busy, so that the line's own timer would never come round.
      line.render();
    },
    end: () => {
      line.stop();
    },
  };
}
