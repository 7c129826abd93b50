import type { ExportRun } from "../../shared/service";
import { Refusal } from "../refusal";
import { newId } from "../services/clock";
import { workbook } from "../sheet/workbook";
import { readStored, rememberExport } from "../stored";
import { getExport, postExport, postRelease } from "./client";
import { beforeExport, exportBegun, exportReleased, exportSeen } from "./exported";

/** Asks the exporter for an export of this workbook; joins the one that is on. Its id is remembered. `ifDue`: only when none has gone well yet today. */
export function startExport(key: string = newId(), ifDue = false): ExportRun {
  const [rows, asked] = [beforeExport(), Date.now()];
  const run = postExport({ workbook: workbook().getId(), ...(ifDue && { ifDue }) }, key);
  rememberExport(run.id);
  exportBegun(run, rows, asked);
  return exportSeen(run);
}

export function releaseExport(id: string, reason: string): ExportRun {
  const run = postRelease(id, { reason }, newId());
  rememberExport(run.id);
  exportReleased(id, run);
  return exportSeen(run);
}

/** How an export stands now. */
export function exportState(id: string): ExportRun {
  return exportSeen(getExport(id));
}

/** The export this sheet asked for last; `null` when there was none, or the exporter has forgotten it. */
export function lastExport(): ExportRun | null {
  const { lastExport: id, settings } = readStored();
  if (id === null || settings.exporter === "") return null;
  try {
    return exportState(id);
  } catch (error) {
    if (error instanceof Refusal && error.code === "NO_SUCH_RUN") return null;
    throw error;
  }
}
