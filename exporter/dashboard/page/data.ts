import type { PageContent } from "../island";

/** What `renderDashboard` put into this page. */
export function contentOfThisPage(): PageContent {
  return JSON.parse(document.getElementById("report")!.textContent);
}
