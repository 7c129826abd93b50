import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { project } from "./script";

let script: Awaited<ReturnType<typeof project>>;
beforeAll(async () => {
  script = await project();
});
afterAll(() => script.services.close());

describe("PropertiesService", () => {
  test("keeps text for the document, the script and each person apart", () => {
    script.run(() => {
      PropertiesService.getDocumentProperties().setProperty("at", "document");
      PropertiesService.getScriptProperties().setProperties({ at: "script", more: "yes" });
      PropertiesService.getUserProperties().setProperty("at", "ada");
    });
    const seen = script.run(
      () => [
        PropertiesService.getDocumentProperties().getProperties(),
        PropertiesService.getScriptProperties().getKeys(),
        PropertiesService.getUserProperties().getProperty("at"),
      ],
      { user: "bo@example.com" },
    );
    expect(seen).toEqual([{ at: "document" }, ["at", "more"], null]);
    expect(script.services.save().properties).toEqual({
      document: { at: "document" },
      script: { at: "script", more: "yes" },
      "user:ada@example.com": { at: "ada" },
    });
  });

  test("makes text of other values, replaces all when asked to, and deletes", () => {
    const seen = script.run(() => {
      const store = PropertiesService.getScriptProperties();
      store.setProperties({ old: "1" }).setProperty("number", 5 as never);
      const before = store.getProperty("number");
      store.setProperties({ a: "1", b: "2", c: "3" }, true).deleteProperty("a");
      const rest = store.getProperties();
      return [before, rest, store.deleteAllProperties().getKeys()];
    });
    expect(seen).toEqual(["5", { b: "2", c: "3" }, []]);
  });

  test("takes a value of 8,066 bytes and no more, counted in UTF-8", () => {
    const put = (value: string) =>
      script.run((text: string) => void PropertiesService.getScriptProperties().setProperty("k", text), {}, value);
    put("x".repeat(8066));
    put("é".repeat(4033));
    expect(() => put("x".repeat(8067))).toThrow("Argument too large: value");
    expect(() => put("é".repeat(4034))).toThrow("Argument too large: value");
  });

  test("holds 500 KB a store, and a write beyond it changes nothing", () => {
    const kept = script.run(() => {
      const store = PropertiesService.getUserProperties().deleteAllProperties();
      for (let at = 0; at < 63; at++) store.setProperty(`key${at}`, "x".repeat(8060));
      try {
        store.setProperties({ key0: "y".repeat(8060), last: "y".repeat(8000) });
      } catch (error) {
        return [(error as Error).message, store.getKeys().length, store.getProperty("key0")![0]];
      }
      return null;
    });
    expect(kept).toEqual([
      "You have exceeded the property storage quota. Please remove some properties and try again.",
      63,
      "x",
    ]);
  });

  test("is closed to an add-on that nobody has authorised yet, and open to a simple trigger", () => {
    const read = () => PropertiesService.getDocumentProperties().getProperty("none");
    expect(() => script.run(read, { authMode: "NONE" })).toThrow("You do not have permission to call");
    expect(script.run(read, { authMode: "LIMITED" })).toBeNull();
  });
});

describe("CacheService", () => {
  test("forgets after the time asked for, 10 minutes unless told, 6 hours at most", () => {
    const put = () => {
      const cache = CacheService.getDocumentCache()!;
      cache.put("short", "a", 5);
      cache.putAll({ usual: "b" });
      cache.put("long", "c", 999_999);
    };
    const get = () => CacheService.getDocumentCache()!.getAll(["short", "usual", "long"]);
    const after: [number, string[]][] = [
      [4_999, ["short", "usual", "long"]],
      [1, ["usual", "long"]],
      [594_999, ["usual", "long"]],
      [1, ["long"]],
      [21_000_000 - 1, ["long"]],
      [1, []],
    ];
    script.run(put);
    for (const [ms, keys] of after) {
      script.clock.advance(ms);
      expect(Object.keys(script.run(get))).toEqual(keys);
    }
  });

  test("refuses keys over 250 characters and values over 100 KB", () => {
    const put = (key: string, value: string) =>
      script.run(([name, text]: [string, string]) => CacheService.getScriptCache().put(name, text), {}, [key, value]);
    put("k".repeat(250), "v".repeat(102_400));
    expect(() => put("k".repeat(251), "v")).toThrow("Argument too large: key");
    expect(() => put("k", "v".repeat(102_401))).toThrow("Argument too large: value");
  });

  test("keeps the 900 items that last longest when there are more than 1,000", () => {
    const kept = script.run(() => {
      const cache = CacheService.getUserCache();
      for (let at = 1; at <= 1001; at++) cache.put(`item${at}`, "x", at);
      return Object.keys(cache.getAll(Array.from({ length: 1001 }, (_, at) => `item${at + 1}`)));
    });
    expect(kept).toHaveLength(900);
    expect(kept[0]).toBe("item102");
  });

  test("removes", () => {
    const seen = script.run(() => {
      const cache = CacheService.getScriptCache();
      cache.putAll({ a: "1", b: "2", c: "3" }, 60);
      cache.remove("a");
      cache.removeAll(["b"]);
      return [cache.get("a"), cache.get("b"), cache.get("c")];
    });
    expect(seen).toEqual([null, null, "3"]);
  });
});

describe("LockService", () => {
  const tryIt = () => LockService.getDocumentLock().tryLock(2000);

  test("gives a lock to one execution until it ends or lets go", () => {
    const states = script.run(() => {
      const lock = LockService.getDocumentLock();
      const seen = [lock.hasLock(), lock.tryLock(10), lock.tryLock(10), lock.hasLock()];
      lock.releaseLock();
      return [...seen, lock.hasLock(), lock.tryLock(10)];
    });
    expect(states).toEqual([false, true, true, true, false, true]);
    expect(script.run(tryIt)).toBe(true);
  });

  test("an execution inside another does not get its lock", () => {
    let inner: boolean | undefined;
    script.run(() => LockService.getScriptLock().hasLock(), {
      during: (execution) => {
        script.services.locks.take("script", execution, 0);
        inner = script.run(() => LockService.getScriptLock().tryLock(100));
      },
    });
    expect(inner).toBe(false);
  });

  test("waits in the execution's own time while another holds it, and no longer than asked", () => {
    const free = script.services.locks.hold("document");
    const before = script.clock.now();
    expect(script.run(tryIt)).toBe(false);
    expect(script.clock.now() - before).toBe(2000);
    expect(() => script.run(() => LockService.getDocumentLock().waitLock(500))).toThrow(
      "Lock timeout: another process was holding the lock for too long.",
    );
    expect(script.run(() => LockService.getUserLock().tryLock(0))).toBe(true);
    free();
    expect(script.run(tryIt)).toBe(true);
  });

  test("gets it as soon as the other lets go within the time", () => {
    script.services.locks.hold("document", script.clock.now() + 1500);
    const before = script.clock.now();
    expect(script.run(tryIt)).toBe(true);
    expect(script.clock.now() - before).toBe(1500);
  });
});

test("what is missing throws by name, in the script's own realm", () => {
  const caught = script.run(() => {
    try {
      (CacheService.getScriptCache() as unknown as { touch(): void }).touch();
    } catch (error) {
      return [error instanceof Error, String(error)];
    }
    return null;
  });
  expect(caught).toEqual([true, expect.stringContaining("Cache.touch is not implemented by the local Google")]);
});

test("counts what would be a round trip at Google, and no handles", async () => {
  script.calls.length = 0;
  script.run(() => {
    const lock = LockService.getDocumentLock();
    lock.tryLock(1);
    PropertiesService.getDocumentProperties().getProperties();
    Utilities.formatDate(new Date(0), "UTC", "yyyy");
    Session.getScriptTimeZone();
    console.log(lock.hasLock());
    lock.releaseLock();
  });
  expect(script.calls).toEqual(["Lock.tryLock", "Properties.getProperties", "Lock.releaseLock"]);
});
