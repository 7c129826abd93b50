import type { Execution } from "../realm/execution";
import type { Like } from "../realm/google";
import { surface } from "../realm/surface";
import { outputOf } from "./html-page";
import type { Project } from "./project";
import { refuse, wrongArguments } from "./refusal";
import { templateOf } from "./template";

export function htmlService(execution: Execution, project: Project): object {
  const file = (name: unknown): string => {
    const content = project.pages[String(name).replace(/\.html$/, "")];
    return content ?? refuse(execution, `No HTML file named ${name} was found.`);
  };
  return surface(execution.realm, "HtmlService", {
    createHtmlOutput: (html: unknown = "") => {
      if (typeof html !== "string") wrongArguments(execution, "HtmlService.createHtmlOutput", [html]);
      return outputOf(execution, html);
    },
    createHtmlOutputFromFile: (name: unknown) => outputOf(execution, file(name)),
    createTemplateFromFile: (name: unknown) => templateOf(execution, file(name)),
  } satisfies Like<GoogleAppsScript.HTML.HtmlService>);
}
