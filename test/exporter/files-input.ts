import { filesInput } from "../../exporter/inputs/make-input";
import type { RunInput } from "../../exporter/inputs/run-input";

/** Two files as a run's input, the answers cut in Lagos. `asOf`: ISO 8601. */
export function inputOf(leads: string, companies: string, asOf: string): RunInput {
  return filesInput(leads, companies, { asOf, zone: "Africa/Lagos", dateOrder: "mdy" }, () => {});
}
