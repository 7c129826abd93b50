import type { PageReport } from "../island";

/** The report that `renderDashboard` put into this page. */
export function reportOfThisPage(): PageReport {
  return JSON.parse(document.getElementById("report")!.textContent);
}
