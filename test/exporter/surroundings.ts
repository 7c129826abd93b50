import { join, resolve } from "node:path";
import { REAL, type Surroundings } from "../../exporter/run/surroundings";
import { DIST } from "../dist";

/** A run called from its source: what lies beside the built program is somewhere else there. `questions`: a folder of other questions. */
export function surroundings(questions = resolve("exporter/questions")): Surroundings {
  return { ...REAL, assets: { ...REAL.assets, questions, dashboard: join(DIST, "dashboard.html") } };
}
