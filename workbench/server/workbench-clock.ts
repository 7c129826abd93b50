import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Clock } from "./clock";

/**
 * The system's clock, which can be put forward. How far stands in a file, so that the exporter's process can follow, and so that the
 * time goes on from there when the workbook is opened again.
 */
export class WorkbenchClock implements Clock {
  private offset: number;

  constructor(readonly file: string) {
    this.offset = (existsSync(file) && Number(readFileSync(file, "utf8"))) || 0;
    this.write();
  }

  readonly now = (): number => Date.now() + this.offset;

  readonly advance = (ms: number): void => {
    if (ms <= 0) return;
    this.offset += ms;
    this.write();
  };

  private write(): void {
    const draft = `${this.file}.tmp`;
    writeFileSync(draft, String(this.offset));
    renameSync(draft, this.file);
  }
}
