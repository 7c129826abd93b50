import { types } from "node:util";
import vm from "node:vm";
import type { Realm } from "./execution";

/** Google names its errors so: `Exception: ...`. */
const MAKERS = `({
  array: (items) => {
    const made = [];
    for (let at = 0; at < items.length; at++) made.push(items[at]);
    return made;
  },
  date: (ms) => new Date(ms),
  object: (entries) => Object.assign({}, entries),
  error: (message) => Object.defineProperty(new Error(message), "name", { value: "Exception", configurable: true, writable: true }),
})`;
const makersScript = new vm.Script(MAKERS);

/** Gives the script the local Google's time for its own; everything else of Date stays. */
const clockScript = new vm.Script(`(now) => {
  const Own = Date;
  globalThis.Date = new Proxy(Own, {
    construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made),
    apply: () => new Own(now()).toString(),
    get: (target, key) => (key === "now" ? now : target[key]),
  });
  Object.defineProperty(Own.prototype, "constructor", { value: Date, configurable: true, writable: true });
}`);

/** Makes things of a context's own realm, and sets its clock: `now` in UTC ms. */
export function realmOf(context: vm.Context, now: () => number): Realm {
  clockScript.runInContext(context)(now);
  const makers = makersScript.runInContext(context) as Omit<Realm, "isDate">;
  return { ...makers, isDate: (value): value is Date => types.isDate(value) };
}
