import { readFileSync } from "node:fs";
import { posix, relative, resolve, sep } from "node:path";
import { type CallExpression, type Node, type SourceFile, SyntaxKind } from "typescript/unstable/ast";
import {
  isBinaryExpression,
  isCallExpression,
  isConditionalExpression,
  isIdentifier,
  isNewExpression,
  isNoSubstitutionTemplateLiteral,
  isParenthesizedExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isStringLiteral,
  isTemplateExpression,
  isVariableDeclaration,
} from "typescript/unstable/ast/is";
import { API } from "typescript/unstable/sync";

/** A text in a source file that a person would read. */
export interface Readable {
  /** Path from the top of the repository. */
  readonly path: string;
  readonly line: number;
  /** What stands between the quotes; `◦` for each value that is put in. */
  readonly text: string;
}

/** How a part of the program builds what people see: by call, which arguments nobody reads and which one is a label. */
export interface Building {
  readonly unseen: Readonly<Record<string, readonly number[]>>;
  readonly shown: Readonly<Record<string, (argument: number) => boolean>>;
}

/**
 * Returns the texts that people would read in the TypeScript of a project, found by TypeScript's own parser: two words or more, a word
 * beside a value, a single word with a capital; and whatever an element shows.
 */
export function readableTexts(project: string, building: Building): Readable[] {
  const api = new API({ cwd: process.cwd() });
  try {
    const snapshot = api.updateSnapshot({ openProjects: [resolve(project)] });
    const { program, rootFiles } = snapshot.getProject(resolve(project))!;
    return rootFiles.flatMap((path) => textsOf(program.getSourceFile(path)!, fromTop(path), building));
  } finally {
    api.close();
  }
}

/** Returns those of a page's markup: what stands between tags, and in the attributes that are shown or read out. */
export function readableTextsOfHtml(path: string): Readable[] {
  return readFileSync(path, "utf8")
    .replace(/<\?.*?\?>/g, "")
    .split("\n")
    .flatMap((line, i) =>
      [...line.matchAll(/>([^<>]*)<|\b(?:aria-label|title|placeholder|alt)="([^"]*)"/g)]
        .map(([, between, attribute]) => (between ?? attribute).trim())
        .filter((text) => LETTERS.test(text))
        .map((text) => ({ path, line: i + 1, text })),
    );
}

function fromTop(path: string): string {
  return relative(process.cwd(), path).split(sep).join(posix.sep);
}

function textsOf(file: SourceFile, path: string, building: Building): Readable[] {
  const found: Readable[] = [];
  const visit = (node: Node): void => {
    const text = textOf(node);
    if (text !== null) {
      const outer = outermost(node);
      const isRead = isShown(outer, building) ? LETTERS.test(text) : isProse(text);
      if (isRead && !isForPrograms(node, outer, building)) {
        found.push({ path, line: file.text.slice(0, node.getStart(file)).split("\n").length, text });
      }
    }
    node.forEachChild(visit);
  };
  visit(file);
  return found;
}

const LETTERS = /\p{L}{2}/u;
const WORDS = /\p{L}{2,}\p{P}*\s+\p{P}*(?:\p{L}+|\p{N}|◦)|◦\p{P}*\s+\p{P}*\p{L}{2,}/u;
const LABEL = /^\p{Lu}[\p{Ll}-]+[.:…!?]?$/u;
/** Names of functions, as in formulas. */
const NAMES = /^[\p{Lu}\d\s◦]+$/u;

function isProse(text: string): boolean {
  const bare = text.replace(/<[^>]*>|&\w+;/g, "");
  return LABEL.test(bare) || (WORDS.test(bare) && !NAMES.test(bare));
}

/** What a string or a template says; `null` for other nodes. */
function textOf(node: Node): string | null {
  if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!isTemplateExpression(node)) return null;
  return node.head.text + [...node.templateSpans].map(({ literal }) => `◦${literal.text}`).join("");
}

/** The expression whose value a text is, or may be. */
function outermost(node: Node): Node {
  const { parent } = node;
  const isBranch = isConditionalExpression(parent) && parent.condition !== node;
  const isOperand = isBinaryExpression(parent) && CHOOSES.has(parent.operatorToken.kind);
  return isBranch || isOperand || isParenthesizedExpression(parent) ? outermost(parent) : node;
}

const CHOOSES = new Set([SyntaxKind.QuestionQuestionToken, SyntaxKind.BarBarToken, SyntaxKind.PlusToken]);
const COMPARES = new Set([
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
  SyntaxKind.InKeyword,
]);
/** Where such a text always is a name, or a type. */
const OF_NAMES = new Set([
  SyntaxKind.ImportDeclaration,
  SyntaxKind.ExportDeclaration,
  SyntaxKind.LiteralType,
  SyntaxKind.CaseClause,
  SyntaxKind.ElementAccessExpression,
  SyntaxKind.PropertySignature,
]);
/** Attributes and properties that nobody reads. */
const UNSEEN = /^(?:class|data-key|style|rel|kind|ff|contentType|Content-Type|Authorization|name)$/;
const READ = /^(?:textContent|title|ariaLabel|aria-label|placeholder|alt)$/;
/** What names things of browsers and of Google, and what only logs show. */
const OF_PROGRAMS =
  /^(?:getElementById|querySelector(?:All)?|closest|setNumberFormat|createTemplateFromFile|log|warn|error|debug)$/;

/** Names, what is compared, keys, classes, patterns, and what developers alone read. */
function isForPrograms(node: Node, outer: Node, { unseen }: Building): boolean {
  const { parent } = node;
  if (OF_NAMES.has(parent.kind)) return true;
  if (isBinaryExpression(parent) && COMPARES.has(parent.operatorToken.kind)) return true;
  if (isPropertyAssignment(parent) && parent.name === node) return true;
  const holder = outer.parent;
  if (isPropertyAssignment(holder) || isVariableDeclaration(holder)) return UNSEEN.test(nameOf(holder.name));
  if (isBinaryExpression(holder) && isPropertyAccessExpression(holder.left)) {
    return holder.left.name.text === "name" || nameOf(holder.left.expression) === "style";
  }
  if (isNewExpression(holder)) return /^(?:\w*Error|RegExp)$/.test(nameOf(holder.expression));
  if (!isCallExpression(holder)) return false;
  const at = argumentAt(holder, outer);
  const called = nameOf(holder.expression);
  if (called === "setAttribute") return at === 0 || !READ.test(nameOf(holder.arguments[0]));
  return OF_PROGRAMS.test(called) || (unseen[called]?.includes(at) ?? false);
}

/** Whether an element, a dialog or a screen reader says it: there a single word in small letters is read too. */
function isShown(node: Node, { shown }: Building): boolean {
  const { parent } = node;
  if (isPropertyAssignment(parent)) return READ.test(nameOf(parent.name));
  if (isBinaryExpression(parent)) {
    return parent.operatorToken.kind === SyntaxKind.EqualsToken && READ.test(nameOf(parent.left));
  }
  return isCallExpression(parent) && (shown[nameOf(parent.expression)]?.(argumentAt(parent, node)) ?? false);
}

function argumentAt(call: CallExpression, node: Node): number {
  return [...call.arguments].indexOf(node as CallExpression["arguments"][number]);
}

/** The last name of an expression: `warn` of `console.warn`. */
function nameOf(node: Node): string {
  if (isPropertyAccessExpression(node)) return node.name.text;
  return isIdentifier(node) || isStringLiteral(node) ? node.text : "";
}
