// Loaded before a program (NODE_OPTIONS=--import): its clock goes by the workbench's, which is the system's plus the milliseconds that
// stand in the file named by LEAD_WORKBENCH_CLOCK. Child processes and threads inherit it.
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

const LOOK_EVERY_MS = 100;
const file = process.env.LEAD_WORKBENCH_CLOCK;
if (file !== undefined) {
  const systemNow = Date.now.bind(Date);
  let offset = 0;
  let looked = Number.NEGATIVE_INFINITY;
  const now = () => {
    const passed = performance.now();
    if (passed - looked > LOOK_EVERY_MS) {
      looked = passed;
      offset = Number(readFileSync(file, "utf8"));
    }
    return systemNow() + offset;
  };
  Date.now = now;
  globalThis.Date = new Proxy(Date, {
    construct: (target, given, as) => Reflect.construct(target, given.length === 0 ? [now()] : given, as),
    apply: (target) => new target(now()).toString(),
  });
}
