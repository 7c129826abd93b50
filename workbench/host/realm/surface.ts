import type { Realm } from "./execution";

/** What lies behind a surface that the script hands back to us. */
const inner = new WeakMap<object, unknown>();
/** Names the language itself looks for; an object that lacks them is no surprise. */
const SILENT = new Set(["then", "toJSON", "constructor", "valueOf"]);

/**
 * What the script sees of a service or an object of one: the methods given and nothing else. Any other name throws, so that nothing
 * is silently undefined, and what the methods throw becomes an error of the script's own realm.
 */
export function surface<M extends object>(realm: Realm, name: string, methods: M, behind?: unknown): M {
  const proxy = new Proxy(methods, {
    get(target, key) {
      if (typeof key === "symbol") return undefined;
      if (!isMethod(target, key)) {
        if (key === "toString") return () => name;
        if (SILENT.has(key)) return undefined;
        throw realm.error(`${name}.${key} is not implemented by the local Google.`);
      }
      const member = (target as Record<string, unknown>)[key];
      return typeof member === "function" ? guarded(realm, member as (...args: unknown[]) => unknown) : member;
    },
    set(_, key) {
      throw realm.error(`${name}.${String(key)} cannot be set.`);
    },
  });
  if (behind !== undefined) inner.set(proxy, behind);
  return proxy;
}

/** What every object has is none. */
function isMethod(methods: object, key: string): boolean {
  return Object.hasOwn(methods, key) || (key in methods && !(key in Object.prototype));
}

/** What was given as `behind` when the surface was made; undefined for anything else. */
export function behind(value: unknown): unknown {
  return typeof value === "object" && value !== null ? inner.get(value) : undefined;
}

function guarded(realm: Realm, method: (...args: unknown[]) => unknown) {
  return (...args: unknown[]) => {
    try {
      return method(...args);
    } catch (error) {
      // An error that is already the script's own (a callback threw it) passes.
      throw error instanceof Error ? realm.error(error.message) : error;
    }
  };
}
