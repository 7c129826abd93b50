import type { Plan, Said, SaidStep, Send } from "../plan";
import { StatementFailed } from "./lasting-calls";
import type { Session } from "./session";

/** Runs the statements of a plan in order: what `lead_export_spark.py` does on a driver, from here. */
export async function runPlan(session: Session, plan: Plan, onStep: Parameters<Send>[1]): Promise<Said> {
  const steps: SaidStep[] = [];
  const values = new Map<string, string>();
  for (const [i, step] of plan.steps.entries()) {
    const { name, kind, args } = step;
    const began = performance.now();
    const onPart = (fraction: number) => onStep(i + fraction, plan.steps.length, name);
    let sql = step.sql;
    for (const [value, text] of values) sql = sql.replaceAll(`\${${value}}`, () => text);
    let rows: SaidStep["rows"] = [];
    try {
      if (kind === "run") await session.run(sql, args, onPart);
      else rows = await session.rows(sql, args, onPart);
    } catch (error) {
      if (!(error instanceof StatementFailed)) throw error;
      return { steps, failure: { step: name, error: error.message } };
    }
    steps.push({ name, rows, seconds: Math.round(performance.now() - began) / 1000 });
    onStep(i + 1, plan.steps.length, name);
    if (kind === "value") values.set(name, String(rows[0].value));
    if (kind === "check" && rows[0].ok !== true) {
      return { steps, failure: { step: name, error: JSON.stringify(rows[0]) } };
    }
  }
  return { steps, failure: null };
}
