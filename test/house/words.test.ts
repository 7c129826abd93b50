import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type Building, readableTexts, readableTextsOfHtml } from "./readable-texts";

// What people read in the sheet and on the workbench's page stands in one place each, so that it can be read as a whole, and translated one day.

const SIDEBAR: Building = {
  unseen: { make: [0, 1], button: [1, 2], fromSheet: [1] },
  shown: { make: (at) => at > 1, button: (at) => at === 0, fromSheet: (at) => at === 0, announce: (at) => at === 0 },
};
const SCRIPT: Building = { unseen: {}, shown: {} };
const PAGE: Building = {
  unseen: { make: [0, 1], button: [0] },
  shown: { make: (at) => at > 1, button: (at) => at === 1 },
};

const WORDS = /^(?:appsscript\/words\/|workbench\/page\/client\/words\.ts$)/;

/** What only looks like a text for people, and what no other file can say. */
const EXCEPTIONS: readonly (readonly [path: string, text: string, why: string])[] = [
  ["appsscript/exports/trust.ts", "exporter ◦", "a key of a person's properties"],
  ["appsscript/live/choices.ts", "Lead Export lists", "a tab's name, by which it is found again"],
  ["workbench/page/client/controls.ts", "daily export", "a word between the page and its server"],
  ["workbench/page/client/controls.ts", "next trigger", "a word between the page and its server"],
  ["workbench/page/client/parts.ts", "button, a", "a selector"],
  ["workbench/page/client/index.html", "Leads", "there before any script has run"],
  ["workbench/page/client/index.html", "Opening the workbook…", "there before any script has run"],
  ["appsscript/sidebar/sidebar.html", "Leads", "there before any script has run"],
  [
    "appsscript/sidebar/sidebar.html",
    "This sidebar needs JavaScript, which is switched off in this browser.",
    "there where no script runs",
  ],
];

const texts = [
  ...readableTexts("appsscript/tsconfig.json", SCRIPT),
  ...readableTexts("appsscript/sidebar/tsconfig.json", SIDEBAR).filter(({ path }) =>
    path.startsWith("appsscript/sidebar/"),
  ),
  ...readableTexts("workbench/page/client/tsconfig.json", PAGE).filter(({ path }) =>
    path.startsWith("workbench/page/client/"),
  ),
  ...readableTextsOfHtml("appsscript/sidebar/sidebar.html"),
  ...readableTextsOfHtml("workbench/page/client/index.html"),
];
const [words, elsewhere] = [true, false].map((inside) => texts.filter(({ path }) => WORDS.test(path) === inside));
const isException = (one: { path: string; text: string }) =>
  EXCEPTIONS.some(([path, text]) => path === one.path && text === one.text);

test("every text that people read stands among the words", () => {
  expect(words.length).toBeGreaterThan(400);
  expect(elsewhere.filter((one) => !isException(one))).toEqual([]);
});

test("every exception is still one", () => {
  expect(EXCEPTIONS.filter(([path, text]) => !elsewhere.some((one) => one.path === path && one.text === text))).toEqual(
    [],
  );
});

test("no sentence stands there twice", () => {
  const sentences = words
    .map(({ path, text }) => `${path.split("/")[0]}: ${text}`)
    .filter((one) => /\w [\w◦].*\.$/.test(one));
  expect(sentences.length).toBeGreaterThan(150);
  expect(sentences.filter((one, i) => sentences.indexOf(one) !== i)).toEqual([]);
});

const folder = mkdtempSync(join(tmpdir(), "lead-words-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a text for people is told from a name by where it stands", () => {
  const source = `
    console.warn("FOR A LOG not read");
    if (given === "What is compared") throw new Error("For developers alone.");
    make("p", { class: "notice bad", "aria-label": "READ Your changes" }, "READ today", given ? "READ one" : \`READ \${given} rows\`);
    button("READ Copy", "plain", \`copy \${given}\`, press);
    element.textContent = given ?? "READ saved";
    element.style.width = \`calc(\${given} * 1px)\`;
    element.setAttribute("aria-label", "READ Close");
    element.setAttribute("rel", "noopener noreferrer");
    const sentence = "READ The check has stopped. " + "READ It goes on later.";
    const formula = "IF IFS IFERROR IFNA", label = "READ Undo".slice(5), style = "margin: 0 auto";
    if (given.startsWith("READ Too many rows")) toast({ sentence: "READ It waits.", kind: "to be seen" });
  `;
  writeFileSync(
    join(folder, "tsconfig.json"),
    `{ "compilerOptions": { "types": [], "noLib": true }, "include": ["."] }`,
  );
  writeFileSync(join(folder, "source.ts"), source);
  const found = readableTexts(join(folder, "tsconfig.json"), SIDEBAR).map(({ text }) => text);
  expect(found).toEqual(
    [...source.matchAll(/READ (?:[^"`$]|\$\{given\})*/g)].map(([text]) => text.replace(/\$\{given\}/, "◦")),
  );
});
