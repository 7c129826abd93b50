import type { Execution } from "../realm/execution";
import { outputOf } from "./html-page";
import { notImplemented, refuse } from "./refusal";

const SCRIPTLET = /<\?([\s\S]*?)\?>/g;
const PRINTED = /^=\s*([A-Za-z_$][\w$]*)\s*$/;
const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&#34;",
  "'": "&#39;",
};

/** A template whose properties the script sets, and which prints them escaped: `<?= name ?>` outside of scripts and styles. */
export function templateOf(execution: Execution, source: string): object {
  const values = new Map<PropertyKey, unknown>();

  const evaluate = () => {
    const html = source.replace(SCRIPTLET, (scriptlet: string, code: string, at: number) => {
      const name = PRINTED.exec(code)?.[1];
      if (name === undefined) notImplemented(execution, `The scriptlet ${scriptlet}`);
      if (inside(source.slice(0, at), "script") || inside(source.slice(0, at), "style")) {
        notImplemented(execution, `The scriptlet ${scriptlet} inside a script or a style`);
      }
      if (!values.has(name)) refuse(execution, `${name} is not defined`);
      return String(values.get(name)).replace(/[&<>"']/g, (sign) => ESCAPES[sign]);
    });
    return outputOf(execution, html);
  };

  return new Proxy(
    {},
    {
      get: (_, key) => {
        if (key === "evaluate") return evaluate;
        if (key === "getRawContent") return () => source;
        if (typeof key === "symbol" || values.has(key)) return values.get(key);
        return notImplemented(execution, `HtmlTemplate.${key}`);
      },
      set: (_, key, value) => {
        values.set(key, value);
        return true;
      },
    },
  );
}

const inside = (before: string, tag: string) =>
  before.toLowerCase().lastIndexOf(`<${tag}`) > before.toLowerCase().lastIndexOf(`</${tag}`);
