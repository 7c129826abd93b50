import { type FailedRun, failureBanner } from "../../../shared/banner";
import { countOf } from "../../../shared/numbers";
import type { FrontPage } from "../island";
import { make } from "./dom";
import { instant } from "./words";

/** Why today's numbers are missing. `shows`: as of when those below are; `null`: there are none. */
export function troubleBanner(trouble: FailedRun, shows: string | null): HTMLElement {
  const [what, then] = failureBanner(trouble, shows === null ? null : `as of ${shows}`);
  const banner = make("div", "banner warning trouble", make("p", "", make("strong", "", what)), make("p", "", then));
  banner.setAttribute("role", "status");
  return banner;
}

/** Links to the pages of other days. */
export function otherDays(others: FrontPage["others"], zone: string): HTMLElement {
  const links = others.map(({ asOf, href }) => {
    const link = make("a", "", instant(asOf, zone));
    link.href = href;
    return make("li", "", link);
  });
  const summary = make("summary", "", `Other days: ${countOf(others.length, "dashboard")}`);
  return make("details", "others", summary, make("ul", "", ...links));
}
