import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createBooks } from "../../../workbench/api/books";
import { openHost } from "../../../workbench/host/host";
import { fillWorkbook } from "../../../workbench/new-workbook";
import { openPage } from "../../../workbench/page/server/open-page";
import { WorkbenchClock } from "../../../workbench/server/workbench-clock";

const ADA = "ada@local.test";
const CODE = `
  function fail() { throw new Error("The script says no."); }
  function strange() { return new Date(); }
  function open() { SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput("<p>Hello</p>")); }`;
const BUG = "Something went wrong in the workbench that should not. What it was stands in its terminal.";

let folder: string;
let desk: Awaited<ReturnType<typeof started>>;

async function started() {
  const out = join(folder, "out");
  await mkdir(join(out, "snapshots", "one"), { recursive: true });
  await writeFile(join(out, "snapshots", "one", "dashboard.html"), "<p>Answers</p>");
  await writeFile(join(out, "current.json"), "{}");
  await mkdir(join(folder, "files", "parts"), { recursive: true });
  await writeFile(join(folder, "files", "index.html"), "<p>Page</p>");
  await writeFile(join(folder, "files", "parts", "a.js"), "1;");
  await writeFile(join(folder, "secret.txt"), "secret");
  const books = createBooks();
  const id = fillWorkbook(books, [["Company", "Timestamp"]], [["Company"]]);
  const book = books.get(id)!;
  const clock = new WorkbenchClock(join(folder, "clock"));
  const host = await openHost({
    books,
    bookId: id,
    program: { code: CODE, manifest: {}, html: {} },
    clock,
    owner: ADA,
    onChange: () => page.changed(),
  });
  const parts = { port: 0, files: pathToFileURL(`${join(folder, "files")}/`), out, books, book, host, clock };
  const { page, stage } = await openPage({ ...parts, person: ADA, exporter: () => null, dashboard: () => null });
  const cookie = await cookieOf(page.entrance);
  const ask = async (action: string, body: unknown, origin = page.url.slice(0, -1)) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const answer = await fetch(`${page.url}page/${action}`, {
      method: "POST",
      body: text,
      headers: { Origin: origin, Cookie: cookie },
    });
    return answer.ok ? await answer.json() : { status: answer.status, sentence: await answer.text() };
  };
  const get = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${page.url}${path}`, { headers: { Cookie: cookie }, ...init });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  return { page, stage, host, book, cookie, ask, get };
}

/** What a browser that opens the address is given. */
async function cookieOf(entrance: string): Promise<string> {
  const { headers } = await fetch(entrance, { redirect: "manual" });
  return headers.get("Set-Cookie")?.split(";")[0] ?? "";
}

/** What the terminal was shown. */
const shown: unknown[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "page-server-"));
  desk = await started();
  vi.spyOn(console, "error").mockImplementation((...parts) => void shown.push(...parts));
});
afterEach(async () => {
  vi.restoreAllMocks();
  shown.length = 0;
  await desk.page.close();
  await desk.host.close();
  await rm(folder, { recursive: true });
});

describe("what a window asks for", () => {
  const type = (row: number, text: string) => ({
    edit: { kind: "type", sheetId: 1, row, column: 0, text },
    after: desk.page.feed.newest,
  });

  test("is done, and the window is told as of which event", async () => {
    const answer = await desk.ask("edit", type(1, "Acme"));
    expect(answer).toEqual({ ok: true, event: desk.page.feed.newest });
    expect(desk.book.sheet(1)?.slot(1, 0)).toBe("Acme");
  });

  test.each([
    ["a refused edit", "edit", () => type(99_999, "Acme"), "There is no such cell on the sheet."],
    ["an edit of rows that moved", "edit", () => ({ ...type(1, "Acme"), after: "other-1" }), /^Rows or columns moved/],
    ["what the script throws", "menu", () => ({ selection: null, run: "fail" }), "The script says no."],
    [
      "what no sidebar can be given",
      "rpc",
      () => ({ selection: null, function: "strange", args: [] }),
      "Failed due to illegal value in property: 0",
    ],
    ["what this workbench has not", "exporter", () => ({ down: true }), "This workbench runs without an exporter."],
    ["the width of a tab that is gone", "width", () => ({ sheetId: 9, column: 0, pixels: 99 }), /No grid with id: 9/],
    ["the width of a column that is gone", "width", () => ({ sheetId: 1, column: 999, pixels: 99 }), /column|exceed/i],
    ["a body that is no JSON", "edit", () => "{", "The page sent something this server cannot read."],
    ["a body of another shape", "edit", () => ({ edit: 5 }), "The page sent something this server cannot read."],
    ["an unknown wish", "fly", () => ({}), "The page asked for something this server does not know."],
  ])("and is refused is told in its own words: %s", async (_, action, body, sentence) => {
    if (action === "edit") desk.host.edit(ADA, { kind: "insert", sheetId: 1, dimension: "ROWS", at: 1, count: 1 });
    await desk.get("page/state");
    const answer = await desk.ask(action, body());
    expect(answer).toEqual({
      ok: false,
      sentence: sentence instanceof RegExp ? expect.stringMatching(sentence) : sentence,
    });
    expect(shown).toEqual([]);
  });

  test("and meets a bug is told nothing of it; the terminal is", async () => {
    const bug = new TypeError("Cannot read properties of undefined (reading 'box')");
    desk.host.edit = () => {
      throw bug;
    };
    expect(await desk.ask("edit", type(1, "Acme"))).toEqual({ ok: false, sentence: BUG });
    expect(shown).toEqual([bug]);
    desk.host.menus = desk.host.edit as never;
    expect(await desk.get("page/state")).toMatchObject({ status: 500, text: BUG });
    expect(shown).toEqual([bug, bug]);
  });

  test("and is too much is refused in a sentence", async () => {
    const answer = await desk.ask("edit", type(1, "x".repeat(65 * 2 ** 20)));
    expect(answer).toEqual({ status: 413, sentence: "That is more than one edit can hold." });
  });

  test("comes from this page only", async () => {
    for (const origin of ["https://evil.example", "null", "http://127.0.0.1"]) {
      expect(await desk.ask("edit", type(1, "Acme"), origin)).toMatchObject({ status: 403 });
    }
  });
});

describe("without the token", () => {
  const REFUSED = "This page opens only by the address that the workbench printed when it was started.";
  const ROUTES = [
    "",
    "parts/a.js",
    "page/state",
    "page/events?after=",
    "page/outbox",
    "page/sidebar/1",
    "snapshots/one/dashboard.html",
    "nothing",
  ];
  const stranger = (path: string, headers: Record<string, string> = {}) => desk.get(path, { headers });

  test("nothing is read, whatever stands in its place", async () => {
    await desk.ask("menu", { selection: null, run: "open" });
    const [name, token] = desk.cookie.split("=");
    for (const cookie of ["", `${name}=`, `${name}=${token.slice(1)}`, `${name}=${token}x`, `other=${token}`]) {
      for (const route of ROUTES)
        expect(await stranger(route, { Cookie: cookie })).toMatchObject({ status: 403, text: REFUSED });
    }
    // In an address it counts at the front page alone.
    for (const route of [
      "?token=",
      "?token=x",
      `?token=${token}x`,
      `page/state?token=${token}`,
      `//evil.example?token=${token}`,
    ]) {
      expect(await stranger(route)).toMatchObject({ status: 403, text: REFUSED });
    }
    expect(desk.page.feed.listeners).toBe(0);
  });

  test("nothing is written", async () => {
    const { revision } = desk.book;
    for (const action of [...Object.keys(desk.stage.actions), "fly"]) {
      const answer = await desk.get(`page/${action}`, {
        method: "POST",
        body: "{}",
        headers: { Origin: desk.page.url.slice(0, -1) },
      });
      expect(answer).toMatchObject({ status: 403, text: REFUSED });
    }
    expect(desk.book.revision).toBe(revision);
  });

  test("the address with it leads to the page, and leaves it neither in the address nor to scripts", async () => {
    const { status, headers, text } = await desk.get(desk.page.entrance.slice(desk.page.url.length), {
      headers: {},
      redirect: "manual",
    });
    expect([status, headers.get("Location"), text]).toEqual([303, "/", ""]);
    expect(headers.get("Set-Cookie")).toMatch(/^lead-workbench-\d+=[\w-]{32}; Path=\/; HttpOnly; SameSite=Lax$/);
  });
});

describe("files", () => {
  test.each([
    ["", "<p>Page</p>", "text/html; charset=utf-8"],
    ["parts/a.js", "1;", "text/javascript; charset=utf-8"],
    ["snapshots/one/dashboard.html", "<p>Answers</p>", "text/html; charset=utf-8"],
  ])("/%s is served", async (path, text, type) => {
    const answer = await desk.get(path);
    expect([answer.status, answer.text, answer.headers.get("Content-Type")]).toEqual([200, text, type]);
  });

  test.each([
    "..%2fsecret.txt",
    "%2e%2e/secret.txt",
    "snapshots/..%2f..%2fsecret.txt",
    "snapshots/..%2fcurrent.json",
    "parts%5c..%5c..%5csecret.txt",
    "parts//a.js",
    "parts",
    "snapshots/two/dashboard.html",
    "secret.txt%00",
    "%",
  ])("/%s is not there", async (path) => expect((await desk.get(path)).status).toBe(404));

  test("nothing is kept by the browser, and nothing may come from elsewhere", async () => {
    const policy = async (path: string) => {
      const { headers } = await desk.get(path);
      expect(headers.get("Cache-Control")).toBe("no-store");
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
      expect(headers.get("Referrer-Policy")).toBe("no-referrer");
      return headers.get("Content-Security-Policy");
    };
    expect(await policy("")).toBe(
      "default-src 'none'; base-uri 'none'; form-action 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-src 'self'; frame-ancestors 'self'",
    );
    await desk.ask("menu", { selection: null, run: "open" });
    expect(await policy("page/sidebar/1")).toBe(
      "default-src 'none'; base-uri 'none'; form-action 'none'; " +
        "sandbox allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals; " +
        "script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:",
    );
    expect((await desk.get("page/sidebar/1")).text).toContain("<p>Hello</p>");
    expect((await desk.get("page/sidebar/2")).status).toBe(404);
    expect(await policy("snapshots/one/dashboard.html")).toBe(null);
    expect(await policy("page/state")).toBe(null);
  });
});

describe("events", () => {
  /** Listens until the text so far is enough; gives it, and goes away. */
  async function heard(after: string, enough: (text: string) => boolean, meanwhile = async () => {}): Promise<string> {
    const going = new AbortController();
    const init = { headers: { Cookie: desk.cookie }, signal: going.signal };
    const answer = await fetch(`${desk.page.url}page/events?after=${after}`, init);
    expect(answer.headers.get("Content-Type")).toMatch(/^text\/event-stream/);
    let text = "";
    const decoder = new TextDecoder();
    const reader = answer.body!.getReader();
    const read = async () => {
      text += decoder.decode((await reader.read()).value, { stream: true });
    };
    await read();
    await meanwhile();
    while (!enough(text)) await read();
    going.abort();
    return text;
  }
  const edit = (text: string) => desk.host.edit(ADA, { kind: "type", sheetId: 1, row: 1, column: 0, text });

  test("come in order, those that were missed first, and a window that goes is forgotten", async () => {
    const before = desk.page.feed.newest;
    edit("Missed");
    await desk.get("page/state");
    const text = await heard(
      before,
      (text) => text.includes("Third"),
      async () => {
        expect(desk.page.feed.listeners).toBe(1);
        for (const name of ["First", "Second", "Third"]) {
          edit(name);
          await desk.get("page/state");
        }
      },
    );
    expect(text.startsWith("retry: 500\n\n")).toBe(true);
    expect([...text.matchAll(/Missed|First|Second|Third/g)].map(String)).toEqual([
      "Missed",
      "First",
      "Second",
      "Third",
    ]);
    const ids = [...text.matchAll(/^id: \w+-(\d+)$/gm)].map(([, id]) => Number(id));
    expect(ids).toEqual(ids.map((_, at) => ids[0] + at));
    await expect.poll(() => desk.page.feed.listeners).toBe(0);
  });

  test("of another run of the server tell a window to load everything again", async () => {
    expect(await heard("other-7", (text) => text.includes("reload"))).toContain('data: {"kind":"reload"}');
  });
});
