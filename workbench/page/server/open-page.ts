import type { Surroundings } from "../wire";
import { type Page, type PageOptions, servePage } from "./serve-page";
import { openStage, type Stage, type StageOptions } from "./stage";

/** Serves a workbook's page, played by its host. */
export async function openPage(
  options: Omit<StageOptions, "send" | "windows"> & Omit<PageOptions, "book" | "actions" | "around" | "sidebar">,
): Promise<{ page: Page; stage: Stage }> {
  let stage: Stage | undefined;
  const page = await servePage({
    ...options,
    actions: (name) => (stage !== undefined && Object.hasOwn(stage.actions, name) ? stage.actions[name] : undefined),
    around: () => stage?.around() ?? NOTHING,
    sidebar: (id) => stage?.sidebar(id),
  });
  stage = openStage({ ...options, send: (event) => page.feed.send(event), windows: () => page.feed.listeners });
  return { page, stage };
}

/** Until the page is served. */
const NOTHING: Surroundings = {
  clock: "",
  zone: "",
  nextTrigger: null,
  daily: null,
  exporter: null,
  dashboard: null,
  menus: [],
  outbox: [],
  sidebar: null,
  dialog: null,
  failures: [],
};
