// What a day of typing costs the account whose triggers follow the sheet: the built add-on in the local Google, people side by side.
//   node bench/keeper.mjs [--people 1,3,8] [--leads 300] [--latency 120] [--start 500]
import { parseArgs } from "node:util";
import { ADDON, besideAddon } from "./built-addon.mjs";

/** Google gives a consumer account so much of triggers a day (guides/services/quotas); a third of it may go into one sheet. */
const QUOTA_MS = 90 * 60_000;
const SHARE = 1 / 3;

const { values } = parseArgs({
  options: {
    people: { type: "string", default: "1,3,8" },
    leads: { type: "string", default: "300" },
    // Unmeasured, both: nobody here can reach Google. What starting an execution costs is counted by Google too, as far as reports say.
    latency: { type: "string", default: "120" },
    start: { type: "string", default: "500" },
  },
});
const crowds = values.people.split(",").map(Number);
const [leads, latencyMs, startMs] = [values.leads, values.latency, values.start].map(Number);
if (!([...crowds, leads].every((n) => n >= 1) && latencyMs >= 0 && startMs >= 0)) {
  console.error("--people takes numbers from 1 on with commas, --leads one from 1 on, --latency and --start ms.");
  process.exit(2);
}
const { day } = await besideAddon("keeper/office.mjs");

console.log(
  `A day of eight hours, ${leads} leads a person, five cells a lead; ${latencyMs} ms a service call, ${startMs} ms to start.`,
);
let isOver = false;
for (const people of crowds) {
  const cost = await day(ADDON, { people, leads, latencyMs, startMs });
  const share = cost.keeperMs / QUOTA_MS;
  if (share >= SHARE) isOver = true;
  const seconds = (ms) => `${Math.round(ms / 1000).toLocaleString("en")} s`;
  console.log(
    `${people} typing: ${seconds(cost.keeperMs)} of the keeper's, ${(100 * share).toFixed(0)} % of 90 minutes` +
      ` (${cost.changes.toLocaleString("en")} changes ${seconds(cost.changeMs)}, ${cost.sweeps} sweeps ${seconds(cost.sweepMs)})` +
      `${share >= SHARE ? "  OVER" : ""}\n` +
      `  ${cost.judged.toLocaleString("en")} rows with a verdict; ${cost.late} edits left to the next, ` +
      `${cost.dropped} never told to the script, ${cost.unstamped} leads without their time`,
  );
}
process.exitCode = isOver ? 1 : 0;
