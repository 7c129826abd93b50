import type { PersonEdit } from "../../person/edit";
import type { PageAnswer, PageEvent, TabPatch } from "../wire";
import type { SheetGrid } from "./sheet-grid";
import { ask, fetchState, listen } from "./talk";

/** How long nothing may happen before the grid is compared with the server's checksum. */
const QUIET_MS = 800;

type OtherEvent = Exclude<PageEvent, { kind: "patch" | "reload" }>;

interface Watcher {
  other(event: OtherEvent): void;
  loaded(state: Awaited<ReturnType<typeof fetchState>>): void;
  patched(event: Extract<PageEvent, { kind: "patch" }>): void;
  refused(sentence: string): void;
  connected(is: boolean, turnedAway: boolean): void;
}

interface CellAt {
  readonly tab: number;
  readonly row: number;
  readonly column: number;
}

/** Keeps the grid equal to the server's workbook, and takes a person's edits there, one after the other. */
export class Sync {
  /** The newest event the grid shows. */
  applied = "";
  /** How often the grid was found to differ and was loaded again. */
  drifts = 0;
  /** The event that the newest thing this window did came to. */
  private own = "";
  private held: { event: PageEvent; id: string }[] = [];
  private editing: CellAt | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private quiet: ReturnType<typeof setTimeout> | undefined;
  private readonly waiting: { event: string; done: () => void }[] = [];
  private stop: (() => void) | undefined;
  private loading: Promise<void> | undefined;

  constructor(
    private readonly grid: SheetGrid,
    private readonly watcher: Watcher,
  ) {}

  load(): Promise<void> {
    this.loading ??= this.loadNow().finally(() => {
      this.loading = undefined;
    });
    return this.loading;
  }

  private async loadNow(): Promise<void> {
    this.stop?.();
    const state = await fetchState();
    this.held = [];
    this.grid.load(state);
    this.watcher.loaded(state);
    this.reached(state.event);
    this.stop = listen(state.event, (event, id) => this.heard(event, id), this.watcher.connected);
  }

  /** While a cell is being edited, nothing may change it or move it: what comes waits until the person is done. */
  editStarts(cell: CellAt): void {
    this.editing = cell;
  }

  isEditing(): boolean {
    return this.editing !== undefined;
  }

  /** Where the edited cell is by now; undefined when its row was deleted meanwhile. */
  editEnds(): CellAt | undefined {
    const cell = this.editing;
    this.editing = undefined;
    if (cell === undefined) return undefined;
    let { row } = cell;
    for (const { event } of this.held) {
      const patch = event.kind === "patch" ? event.tabs.find(({ id }) => id === cell.tab) : undefined;
      if (!patch?.splice || row < patch.splice.at) continue;
      if (row < patch.splice.at + patch.splice.removed) row = Number.NaN;
      row += patch.splice.inserted - patch.splice.removed;
    }
    const held = this.held;
    this.held = [];
    for (const { event, id } of held) this.take(event, id);
    return Number.isNaN(row) ? undefined : { ...cell, row };
  }

  /** Sends an edit after those before it have come back; resolves when the grid shows what became of it. */
  edit(edit: PersonEdit): Promise<void> {
    const after = this.applied;
    return this.next("edit", () => ({ edit, after: this.ownAfter(after) }));
  }

  /** The newest event: what this window did itself since it looked counts as seen. */
  private ownAfter(after: string): string {
    return this.own === this.applied ? this.applied : after;
  }

  /** Asks anything else, in line with the edits. */
  do(action: string, body: unknown): Promise<void> {
    return this.next(action, () => body);
  }

  private next(action: string, body: () => unknown): Promise<void> {
    const turn = this.queue.then(async () => {
      const answer: PageAnswer = await ask(action, body());
      if (!answer.ok) return this.watcher.refused(answer.sentence);
      this.own = answer.event;
      await this.until(answer.event);
    });
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  /** Resolves when all that was asked for so far is done and shown. */
  settled(): Promise<unknown> {
    return this.queue;
  }

  private heard(event: PageEvent, id: string): void {
    if (this.editing !== undefined && (this.held.length > 0 || touches(event, this.editing)))
      this.held.push({ event, id });
    else this.take(event, id);
  }

  private take(event: PageEvent, id: string): void {
    if (event.kind === "reload") {
      void this.load();
      return;
    }
    if (event.kind === "patch") {
      this.grid.apply(event);
      this.watcher.patched(event);
      this.compareSoon();
    } else this.watcher.other(event);
    this.reached(id);
  }

  private reached(id: string): void {
    this.applied = id;
    for (const { event, done } of this.waiting.splice(0)) {
      if (isBefore(id, event)) this.waiting.push({ event, done });
      else done();
    }
  }

  private until(event: string): Promise<void> {
    if (!isBefore(this.applied, event)) return Promise.resolve();
    return new Promise((done) => this.waiting.push({ event, done }));
  }

  private compareSoon(): void {
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => {
      if (this.editing !== undefined || this.held.length > 0 || this.loading) return this.compareSoon();
      if (this.grid.drifted().length === 0) return;
      this.drifts++;
      void this.load();
    }, QUIET_MS);
  }
}

function touches(event: PageEvent, { tab, row }: CellAt): boolean {
  if (event.kind === "reload") return true;
  if (event.kind !== "patch") return false;
  const patch: TabPatch | undefined = event.tabs.find(({ id }) => id === tab);
  return (
    patch !== undefined && (patch.splice !== null || patch.shape !== null || patch.lines.some(([at]) => at === row))
  );
}

/** Events count up; one of another server run is before everything. */
function isBefore(one: string, other: string): boolean {
  const [epoch, number] = one.split("-");
  const [otherEpoch, otherNumber] = other.split("-");
  return epoch === otherEpoch ? Number(number) < Number(otherNumber) : false;
}
