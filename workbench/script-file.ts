import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import * as v from "valibot";
import { Failure } from "./failure";
import type { SavedServices } from "./host/services/services";

const Saved = v.object({
  properties: v.record(v.string(), v.record(v.string(), v.string())),
  triggers: v.array(v.looseObject({ uid: v.string(), owner: v.string(), handler: v.string() })),
});

/** What the script keeps from one day to the next, properties and triggers, in a file beside the workbook's. */
export class ScriptFile {
  /** What an earlier run of the workbench left; undefined: nothing. Throws a Failure when the file holds something else. */
  readonly saved: SavedServices | undefined;
  private written: string;

  constructor(
    private readonly path: string,
    private readonly now: () => SavedServices,
  ) {
    this.written = existsSync(path) ? readFileSync(path, "utf8") : "";
    this.saved = this.written === "" ? undefined : this.read();
  }

  /** Writes what has changed, whole or not at all. */
  save(): void {
    const text = `${JSON.stringify(this.now(), null, 2)}\n`;
    if (text === this.written) return;
    writeFileSync(`${this.path}.tmp`, text);
    renameSync(`${this.path}.tmp`, this.path);
    this.written = text;
  }

  private read(): SavedServices {
    try {
      return v.parse(Saved, JSON.parse(this.written)) as unknown as SavedServices;
    } catch {
      throw new Failure(
        3,
        `The file ${this.path} does not hold the script's settings and triggers.`,
        "Move it away: the sheet asks to be set up again, and the workbook stays as it is.",
      );
    }
  }
}
