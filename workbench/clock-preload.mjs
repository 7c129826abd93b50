// Loaded before a program (NODE_OPTIONS=--import): its clock goes by the workbench's, which is the system's plus the milliseconds that
// stand in the file named by LEAD_WORKBENCH_CLOCK. Child processes and threads inherit it.
import { readFileSync } from "node:fs";

const file = process.env.LEAD_WORKBENCH_CLOCK;
if (file !== undefined) {
  const systemNow = Date.now.bind(Date);
  // Looked up each time: a token made right after the clock was put forward must not be from the future here.
  const now = () => systemNow() + Number(readFileSync(file, "utf8"));
  Date.now = now;
  globalThis.Date = new Proxy(Date, {
    construct: (target, given, as) => Reflect.construct(target, given.length === 0 ? [now()] : given, as),
    apply: (target) => new target(now()).toString(),
  });
}
