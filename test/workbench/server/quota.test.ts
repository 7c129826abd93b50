import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { FULL_SCOPE } from "../../../workbench/server/access";
import { virtualClock } from "../../../workbench/server/clock";
import { Quota } from "../../../workbench/server/quota";
import { ask } from "./ask";
import { type Served, serveWorkbook } from "./workbook";

let served: Served | undefined;
afterEach(() => served?.google.close());

describe("the quota", () => {
  it("admits no more than the limit in any 60 seconds, and all of it again after them", () => {
    const waits = fc.array(fc.nat(5000), { minLength: 50, maxLength: 300 });
    fc.assert(
      fc.property(waits, fc.integer({ min: 1, max: 20 }), (pauses, limit) => {
        const clock = virtualClock(0);
        const quota = new Quota(clock, limit);
        const admitted: number[] = [];
        for (const pause of pauses) {
          clock.advance(pause);
          const wait = quota.admit("a", "read");
          if (wait === 0) admitted.push(clock.now());
          const recent = admitted.filter((time) => time > clock.now() - 60_000);
          expect(recent.length).toBeLessThanOrEqual(limit);
          // Refused only when the window is full, and for as long as it stays so.
          if (wait > 0) {
            expect(recent.length).toBe(limit);
            expect((recent[0] ?? 0) + 60_000).toBeLessThanOrEqual(clock.now() + wait * 1000);
          }
        }
      }),
    );
  });

  it("refuses the 61st read of a minute in Google's words, while writes and other people go on", async () => {
    const clock = virtualClock();
    served = await serveWorkbook({ quota: true, retryAfter: true, clock });
    const { google, book, id } = served;
    const { token } = google;
    google.access.share(id, "b@example.com", "reader");
    const other = google.access.issue("b@example.com", FULL_SCOPE, 3600);

    const read = () => ask(`${book}/values/Leads!A1`, { token });
    const statuses = [];
    for (let call = 0; call < 60; call++) statuses.push((await read()).status);
    expect(new Set(statuses)).toEqual(new Set([200]));

    clock.advance(20_000);
    const refused = await read();
    expect(refused.status).toBe(429);
    expect(refused.headers["retry-after"]).toBe("40");
    expect(refused.json.error.status).toBe("RESOURCE_EXHAUSTED");
    expect(refused.json.error.message).toMatch(
      /^Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' of service 'sheets\.googleapis\.com' for consumer 'project_number:\d+'\.$/,
    );
    expect(refused.json.error.details[0].metadata).toMatchObject({
      quota_limit: "ReadRequestsPerMinutePerUser",
      quota_limit_value: "60",
    });

    const write = { method: "PUT", token, body: { values: [["x"]] } };
    expect((await ask(`${book}/values/Leads!D1?valueInputOption=RAW`, write)).status).toBe(200);
    expect((await ask(book, { token: other })).status).toBe(200);
    clock.advance(40_000);
    expect((await read()).status).toBe(200);
  });

  it("is off unless asked for, and silent about the time unless asked to tell", async () => {
    const clock = virtualClock();
    served = await serveWorkbook({ quota: 3, clock });
    const { book, google } = served;
    const read = () => ask(book, { token: google.token });
    for (let call = 0; call < 3; call++) await read();
    const refused = await read();
    expect(refused.status).toBe(429);
    expect(refused.headers["retry-after"]).toBeUndefined();
    await google.close();

    served = await serveWorkbook({ clock });
    const free = [];
    for (let call = 0; call < 100; call++) free.push((await ask(served.book, { token: served.google.token })).status);
    expect(new Set(free)).toEqual(new Set([200]));
  });
});
