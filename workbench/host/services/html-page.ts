import type { Execution } from "../realm/execution";
import type { Like } from "../realm/google";
import { behind, surface } from "../realm/surface";
import { wrongArguments } from "./refusal";

/** What a sidebar or a dialog shows. `behind` gives it back. */
export class HtmlPage {
  title = "";
  width: number | null = null;
  height: number | null = null;

  constructor(public content: string) {}
}

/** `HtmlOutput` of Apps Script. */
export function outputOf(execution: Execution, html: string): object {
  const page = new HtmlPage(html);
  const size = (value: unknown) => (value === null ? null : Number(value));
  const self: object = surface(
    execution.realm,
    "HtmlOutput",
    {
      getContent: () => page.content,
      setContent: (content: string) => {
        page.content = content;
        return self;
      },
      append: (content: string) => {
        page.content += content;
        return self;
      },
      getTitle: () => page.title,
      setTitle: (title: string) => {
        page.title = title;
        return self;
      },
      getWidth: () => page.width,
      setWidth: (width: unknown) => {
        page.width = size(width);
        return self;
      },
      getHeight: () => page.height,
      setHeight: (height: unknown) => {
        page.height = size(height);
        return self;
      },
    } satisfies Like<GoogleAppsScript.HTML.HtmlOutput>,
    page,
  );
  return self;
}

/** The page that a script made; refuses anything else. */
export function pageOf(execution: Execution, method: string, given: unknown): HtmlPage {
  const page = behind(given);
  return page instanceof HtmlPage ? page : wrongArguments(execution, method, [given]);
}
