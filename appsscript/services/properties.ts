import { again } from "./again";

/** The document's properties: what this sheet remembers, the same for everyone who opens it. A value holds at most 8,000 bytes. */
const store = () => PropertiesService.getDocumentProperties();

/** This person's own, seen by nobody else. An add-on has one store for all workbooks. */
const ownStore = () => PropertiesService.getUserProperties();

export function readOwnProperty(key: string): string | null {
  return again(() => ownStore().getProperty(key));
}

export function writeOwnProperty(key: string, value: string): void {
  again(() => ownStore().setProperty(key, value));
}

export function readProperties(): Record<string, string> {
  return again(() => store().getProperties());
}

/** Writes these and leaves the others. */
export function writeProperties(values: Record<string, string>): void {
  again(() => store().setProperties(values, false));
}

export function deleteAllProperties(): void {
  again(() => store().deleteAllProperties());
}

export function deleteProperty(key: string): void {
  again(() => store().deleteProperty(key));
}
