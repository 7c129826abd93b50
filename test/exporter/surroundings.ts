import { resolve } from "node:path";
import { REAL, type Surroundings } from "../../exporter/run/surroundings";

/** A run called from its source: what lies beside the built program is somewhere else there. `questions`: a folder of other questions. */
export function surroundings(questions = resolve("exporter/questions")): Surroundings {
  return { ...REAL, assets: { questions, dashboard: resolve("dist/dashboard.html") } };
}
