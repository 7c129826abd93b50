import type { Book } from "../../book/book";
import type { Host } from "../../host/host";
import type { Menu, MenuItem } from "../../host/services/screens";
import type { WorkbenchClock } from "../../server/workbench-clock";
import type { PageMenu, Surroundings } from "../wire";
import { dateAndTime } from "./wall-clock";

/** The exporter, as far as the page switches it on and off. */
export interface Exporter {
  readonly state: "up" | "down" | "starting";
  start(): void;
  stop(): Promise<void>;
}

/** What there is to see around the grid comes from these. */
export interface Around {
  readonly book: Book;
  readonly host: Host;
  readonly clock: WorkbenchClock;
  /** Who sits in front of every window. */
  readonly person: string;
  readonly exporter: () => Exporter | null;
  /** The folder of the snapshot that is current, below the page's address; `null`: nothing was published. */
  readonly dashboard: () => string | null;
}

/** The add-on's function for the daily export. */
export const DAILY = "handleDaily";

export function surroundings(
  { book, host, clock, person, exporter, dashboard }: Around,
  { sidebar, dialog }: Pick<Surroundings, "sidebar" | "dialog">,
): Surroundings {
  const zone: string = book.properties.timeZone;
  const when = (at: number) => dateAndTime(at, zone);
  const first = nextTrigger(host);
  const daily = nextTrigger(host, DAILY);
  return {
    clock: when(clock.now()),
    zone,
    nextTrigger: first === undefined ? null : `${first.handler}, ${when(first.next!)}`,
    daily: daily === undefined ? null : when(daily.next!),
    exporter: exporter()?.state ?? null,
    dashboard: dashboard(),
    menus: host.menus(person).map(menuOf),
    outbox: host.outbox.mails.map(({ at, to, subject, body }) => ({ at: when(at), to: to.join(", "), subject, body })),
    sidebar,
    dialog,
    failures: host.executions
      .filter(({ error }) => error !== undefined)
      .slice(-20)
      .map((run) => ({ at: when(run.startedAt), function: run.function, message: run.error as string })),
  };
}

/** The clock trigger that runs next, of one function or of all. */
export function nextTrigger(host: Host, handler?: string) {
  return host.triggers
    .all()
    .filter((trigger) => trigger.next !== null && (handler === undefined || trigger.handler === handler))
    .sort((one, other) => one.next! - other.next!)[0];
}

function menuOf({ caption, items }: Menu): PageMenu {
  return { title: caption, items: items.map(itemOf) };
}

function itemOf(item: MenuItem): PageMenu["items"][number] {
  if (item.kind === "separator") return null;
  return item.kind === "menu" ? menuOf(item) : { title: item.caption, run: item.handler };
}
