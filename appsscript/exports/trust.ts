import { Refusal } from "../refusal";
import { readOwnProperty, writeOwnProperty } from "../services/properties";
import { effectiveUser } from "../services/user";
import { workbook } from "../sheet/workbook";
import { EXPORTER_WORDS } from "../words/export";

// Everyone who may edit the sheet may change the exporter's address in Settings, and whoever answers there gets the identity token of
// whoever asks. So each person's token goes only where that person sent it before, or said so by saving the settings.

const key = () => `exporter ${workbook().getId()}`;

/** From now on this person's identity token may go to this address. */
export function trustExporter(address: string): void {
  writeOwnProperty(key(), address);
}

/** Whether this person's identity token has gone to this address. */
export function hasTrusted(address: string): boolean {
  return readOwnProperty(key()) === address;
}

/** Why this person's identity token may not go to this address; `null` when it may. */
export function distrust(address: string): Refusal | null {
  const known = readOwnProperty(key());
  if (known === null || known === address) return null;
  return new Refusal("EXPORTER_CHANGED", EXPORTER_WORDS.changed({ me: effectiveUser(), known, address }));
}

/** Throws a Refusal unless this person's identity token may go to this address. The first one they meet may have it. */
export function requireTrusted(address: string): void {
  const refusal = distrust(address);
  if (refusal !== null) throw refusal;
  trustExporter(address);
}
