/**
 * The order of the house, the one place where it stands. Inside each part a folder (or a file beside the folders) imports from itself and from floors
 * before its own, never from its own floor's neighbours; `test/house/floors.test.ts` reads the real imports, and the list of docs/architecture.md is held to it.
 */
export const FLOORS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  exporter: [
    ["words"],
    ["stores"],
    ["config"],
    ["kernel"],
    ["inputs"],
    ["rules"],
    ["tables"],
    ["parquet"],
    ["threads"],
    ["questions"],
    ["publish"],
    ["changes", "targets"],
    ["summary", "dashboard", "dictionary", "mail"],
    ["run"],
    ["check", "spark"],
    ["terminal"],
    ["service"],
    ["commands"],
    ["main"],
  ],
  appsscript: [
    ["cut", "rpc", "views", "words", "zone-table"],
    ["google-failures"],
    ["services"],
    ["check", "local-day", "refusal", "rpc-values"],
    ["decoration", "sheet", "sidebar", "stored"],
    ["live", "reachable"],
    ["exports", "place", "setup"],
    ["daily"],
    ["health", "menu", "on-change", "problems", "settings", "sweep"],
    ["repeats", "same-cells"],
    ["rpc-door"],
    ["main"],
  ],
  workbench: [
    ["book", "csv", "failure"],
    ["api", "book-file", "on-port"],
    ["new-workbook", "person", "server"],
    ["host", "key-file", "sample"],
    ["open-books", "page", "ready-addon", "script-file"],
    ["exporter-config", "exporter-process", "serve", "widen-columns"],
    ["open-workbench"],
    ["main"],
  ],
};

/** Whom a part may import from besides itself and libraries. `package.json` gives a program its name and version. */
export const WALLS: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  appsscript: ["shared"],
  exporter: ["shared", "package.json"],
  workbench: ["shared", "package.json"],
};
