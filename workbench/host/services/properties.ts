import type { Execution } from "../realm/execution";
import type { Like } from "../realm/google";
import { surface } from "../realm/surface";
import { refuse, wrongArguments } from "./refusal";

/** Store -> key -> value. Stores are `document`, `script` and `user:ada@example.com`. */
export type SavedProperties = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Google says 9 KB; measured by others it is this (tanaikech, "Specification of Properties Service"). UTF-8 bytes. */
const VALUE_LIMIT = 8066;
/** Keys and values of one store, UTF-8 bytes. */
const STORE_LIMIT = 500 * 1024;

const size = (text: string) => Buffer.byteLength(text);

/** What the project has stored. */
export class PropertyStores {
  private readonly stores = new Map<string, Map<string, string>>();

  constructor(saved: SavedProperties = {}) {
    for (const [name, entries] of Object.entries(saved)) this.stores.set(name, new Map(Object.entries(entries)));
  }

  /** The store of that name; writing to it is not limited. */
  store(name: string): Map<string, string> {
    const known = this.stores.get(name);
    if (known !== undefined) return known;
    const store = new Map<string, string>();
    this.stores.set(name, store);
    return store;
  }

  save(): SavedProperties {
    const filled = [...this.stores].filter(([, store]) => store.size > 0);
    return Object.fromEntries(filled.map(([name, store]) => [name, Object.fromEntries(store)]));
  }
}

/** Not to be had before the add-on is authorised at all. */
export function propertiesService(execution: Execution, stores: PropertyStores): object {
  const open = (method: string, name: string) => {
    if (execution.authMode === "NONE") {
      refuse(execution, `You do not have permission to call PropertiesService.${method}.`);
    }
    return properties(execution, stores.store(name));
  };
  return surface(execution.realm, "PropertiesService", {
    getDocumentProperties: () => open("getDocumentProperties", "document"),
    getScriptProperties: () => open("getScriptProperties", "script"),
    getUserProperties: () => open("getUserProperties", `user:${execution.effectiveUser}`),
  } satisfies Like<GoogleAppsScript.Properties.PropertiesService>);
}

function properties(execution: Execution, store: Map<string, string>): object {
  const call = <T>(method: string, work: () => T) => execution.call(`Properties.${method}`, work);

  /** All or nothing. */
  const write = (entries: readonly (readonly [string, string])[], fresh: boolean) => {
    const next = new Map(fresh ? [] : store);
    for (const [key, value] of entries) {
      if (size(value) > VALUE_LIMIT) refuse(execution, "Argument too large: value");
      next.set(key, value);
    }
    const total = [...next].reduce((sum, [key, value]) => sum + size(key) + size(value), 0);
    if (total > STORE_LIMIT) {
      refuse(execution, "You have exceeded the property storage quota. Please remove some properties and try again.");
    }
    store.clear();
    for (const [key, value] of next) store.set(key, value);
  };

  const self: object = surface(execution.realm, "Properties", {
    getProperty: (key: unknown) => call("getProperty", () => store.get(String(key)) ?? null),
    getProperties: () => call("getProperties", () => execution.realm.object(Object.fromEntries(store))),
    getKeys: () => call("getKeys", () => execution.realm.array([...store.keys()])),
    setProperty: (...given: unknown[]) =>
      call("setProperty", () => {
        const [key, value] = given;
        if (given.length !== 2 || key == null || value == null) {
          wrongArguments(execution, "PropertiesService.Properties.setProperty", given);
        }
        write([[String(key), String(value)]], false);
        return self;
      }),
    setProperties: (entries: unknown, deleteAllOthers: unknown = false) =>
      call("setProperties", () => {
        if (typeof entries !== "object" || entries === null) {
          wrongArguments(execution, "PropertiesService.Properties.setProperties", [entries]);
        }
        const texts = Object.entries(entries).map(([key, value]) => [key, String(value)] as const);
        write(texts, deleteAllOthers === true);
        return self;
      }),
    deleteProperty: (key: unknown) =>
      call("deleteProperty", () => {
        store.delete(String(key));
        return self;
      }),
    deleteAllProperties: () =>
      call("deleteAllProperties", () => {
        store.clear();
        return self;
      }),
  } satisfies Like<GoogleAppsScript.Properties.Properties>);
  return self;
}
