import type { Execution } from "../realm/execution";
import type { Like } from "../realm/google";
import { surface } from "../realm/surface";
import { refuse, wrongArguments } from "./refusal";

const KEY_LIMIT = 250;
const VALUE_LIMIT = 100 * 1024;
const DEFAULT_SECONDS = 600;
const LONGEST_SECONDS = 21_600;
/** With more than `FULL` items, those `KEPT` that expire last stay. */
const FULL = 1000;
const KEPT = 900;

interface Item {
  readonly value: string;
  /** UTC ms. */
  readonly expires: number;
}

/** What is cached now. Google may drop an item early; a test does with `clear`. */
export class CacheStores {
  private readonly stores = new Map<string, Map<string, Item>>();

  store(name: string): Map<string, Item> {
    const known = this.stores.get(name);
    if (known !== undefined) return known;
    const store = new Map<string, Item>();
    this.stores.set(name, store);
    return store;
  }

  clear(): void {
    this.stores.clear();
  }
}

export function cacheService(execution: Execution, stores: CacheStores): object {
  const open = (name: string) => cache(execution, () => stores.store(name));
  return surface(execution.realm, "CacheService", {
    getDocumentCache: () => open("document"),
    getScriptCache: () => open("script"),
    getUserCache: () => open(`user:${execution.effectiveUser}`),
  } satisfies Like<GoogleAppsScript.Cache.CacheService>);
}

function cache(execution: Execution, store: () => Map<string, Item>): object {
  const call = <T>(method: string, work: () => T) => execution.call(`Cache.${method}`, work);

  const keyOf = (key: unknown): string => {
    if (String(key).length > KEY_LIMIT) refuse(execution, "Argument too large: key");
    return String(key);
  };

  const read = (key: unknown): string | null => {
    const item = store().get(keyOf(key));
    return item === undefined || item.expires <= execution.now() ? null : item.value;
  };

  const write = (entries: readonly (readonly [unknown, unknown])[], seconds: unknown) => {
    if (typeof seconds !== "number" || !(seconds >= 1)) refuse(execution, `Invalid argument: ${seconds}`);
    const expires = execution.now() + Math.min(Math.floor(seconds), LONGEST_SECONDS) * 1000;
    const items = store();
    for (const [key, value] of entries) {
      const text = String(value);
      if (Buffer.byteLength(text) > VALUE_LIMIT) refuse(execution, "Argument too large: value");
      items.set(keyOf(key), { value: text, expires });
      if (items.size > FULL) keepLongest(items);
    }
  };

  return surface(execution.realm, "Cache", {
    get: (key: unknown) => call("get", () => read(key)),
    getAll: (keys: readonly string[]) =>
      call("getAll", () => {
        const found = keys.map((key) => [key, read(key)] as const).filter(([, value]) => value !== null);
        return execution.realm.object(Object.fromEntries(found));
      }),
    put: (...given: unknown[]) =>
      call("put", () => {
        const [key, value, seconds = DEFAULT_SECONDS] = given;
        if (key == null || value == null) wrongArguments(execution, "CacheService.Cache.put", given);
        write([[key, value]], seconds);
      }),
    putAll: (values: object, seconds: unknown = DEFAULT_SECONDS) =>
      call("putAll", () => write(Object.entries(values), seconds)),
    remove: (key: unknown) => call("remove", () => void store().delete(keyOf(key))),
    removeAll: (keys: readonly string[]) =>
      call("removeAll", () => {
        for (const key of keys) store().delete(keyOf(key));
      }),
  } satisfies Like<GoogleAppsScript.Cache.Cache>);
}

function keepLongest(items: Map<string, Item>): void {
  const last = [...items].sort(([, one], [, other]) => other.expires - one.expires);
  for (const [key] of last.slice(KEPT)) items.delete(key);
}
