import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import { expect, test } from "vitest";
import { DIST } from "../dist";

const code = readFileSync(join(DIST, "addon/Code.js"), "utf8");
const manifest = JSON.parse(readFileSync(join(DIST, "addon/appsscript.json"), "utf8"));
const sidebar = readFileSync(join(DIST, "addon/Sidebar.html"), "utf8");

const ENTRY_POINTS = [
  "onOpen",
  "onInstall",
  "onEdit",
  "handleChange",
  "handleSweep",
  "handleDaily",
  "handleRetry",
  "handleFollowUp",
  "menuExportNow",
  "menuCheckAll",
  "menuProblems",
  "menuHealth",
  "menuSettings",
  "menuClearMarks",
  "menuSetUp",
  "rpc",
];

/** A V8 with nothing of Google's and nothing of Node's. */
function bare() {
  const context = vm.createContext({});
  vm.runInContext(code, context);
  return context;
}

/** Globals that Google's V8 lacks, or that nobody promised (Intl). https://developers.google.com/apps-script/guides/v8-runtime */
const NOT_THERE =
  /(?<![.\w"'`])(?:setTimeout|setInterval|fetch|FormData|URL|URLSearchParams|TextEncoder|TextDecoder|atob|btoa|process|require|Intl)\s*[.(]|\.(?:toLocale\w+|localeCompare)\(/;

test("the script loads in a bare V8 and asks nothing of Google while it loads", () => {
  expect(() => bare()).not.toThrow();
});

test("its functions at the top level are the entry points, and nothing else", () => {
  const names = Object.keys(bare()).filter((name) => name !== "LeadExport");
  expect(names.sort()).toEqual([...ENTRY_POINTS].sort());
});

test.each(ENTRY_POINTS)("%s runs until it needs a service of Google's", (name) => {
  const run = () =>
    vm.runInContext(`${name}({ range: { getSheet: () => ({ getName: () => "Leads" }) } }, "[]")`, bare());
  if (name === "rpc") {
    expect(JSON.parse(run())).toMatchObject({ ok: false, error: { code: "CALL_UNKNOWN" } });
    return;
  }
  expect(run).toThrow(/^(?:\w+(?:App|Service)) is not defined$/);
});

test("nothing in it is beyond Google's parser or Google's runtime", () => {
  expect(code).not.toMatch(/^\s*(?:export|import)\b/m);
  expect(code).not.toMatch(/[\s.{;]#[A-Za-z_]\w*\s*[=;(]/);
  expect(code).not.toMatch(/^\s*static\s+\w+\s*=/m);
  expect(NOT_THERE.exec(code)?.[0]).toBeUndefined();
});

/** Which of Google's services need which scope. */
const SCOPES: readonly (readonly [uses: RegExp, scope: string])[] = [
  [/\bSpreadsheetApp\./, "https://www.googleapis.com/auth/spreadsheets.currentonly"],
  [/\.showSidebar\(/, "https://www.googleapis.com/auth/script.container.ui"],
  [/\bUrlFetchApp\./, "https://www.googleapis.com/auth/script.external_request"],
  [/\bScriptApp\.newTrigger\(/, "https://www.googleapis.com/auth/script.scriptapp"],
  [/\bMailApp\./, "https://www.googleapis.com/auth/script.send_mail"],
  [/\bgetIdentityToken\(/, "openid"],
  [/\bgetEffectiveUser\(/, "https://www.googleapis.com/auth/userinfo.email"],
];

test("the manifest asks for the scopes of the services it uses, and no others", () => {
  expect(manifest.oauthScopes.sort()).toEqual(SCOPES.map(([, scope]) => scope).sort());
  for (const [uses, scope] of SCOPES) expect(code, scope).toMatch(uses);
  expect(code).not.toMatch(/\b(?:DriveApp|GmailApp|CalendarApp|DocumentApp|Sheets\.Spreadsheets|Drive\.Files)\b/);
});

test("the manifest names the V8 runtime", () => {
  expect(manifest).toMatchObject({ runtimeVersion: "V8", exceptionLogging: "STACKDRIVER" });
});

test("the sidebar is one page that loads nothing from elsewhere", () => {
  expect(sidebar).not.toMatch(/<(?:link|script)[^>]+(?:src|href)=/i);
  expect(sidebar.match(/<\/script>/g)).toHaveLength(1);
  expect(sidebar.match(/<\?[^?]*\?>/g)).toEqual(["<?= view ?>", "<?= zone ?>"]);
});
