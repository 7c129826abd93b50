import type { Answer } from "../../../shared/answer";
import type { PageAnswer, PageContent } from "../island";

/** What `renderDashboard` put into this page. */
export function contentOfThisPage(): PageContent {
  return JSON.parse(document.getElementById("report")!.textContent);
}

/** An answer with its rows as records, as the words of all views take it. */
export function answerOf({ rows, ...answer }: PageAnswer): Answer {
  const records = rows.map((row) => Object.fromEntries(answer.columns.map(({ name }, i) => [name, row[i]])));
  return { ...answer, rows: records };
}
