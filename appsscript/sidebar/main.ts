import { VIEWS } from "../views";
import { exportView } from "./export/view";
import { healthView } from "./health";
import { liveRegion } from "./live";
import { problemsView } from "./problems/view";
import { settingsView } from "./settings";
import { tabs } from "./tabs";

const { view } = document.body.dataset;

const { elements, show } = tabs({
  export: exportView(() => show("problems"), view === "export-now"),
  problems: problemsView(),
  health: healthView(),
  settings: settingsView(),
});
document.body.append(...elements, liveRegion());

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const details = document.activeElement?.closest<HTMLDetailsElement>("details[open]");
  if (!details) return;
  details.open = false;
  details.querySelector("summary")!.focus();
});

show(VIEWS.find((name) => name === view) ?? "export");
