import type { Phrase } from "../services/google-words";

/** What an execution may do: as Google's `ScriptApp.AuthMode`. */
export type AuthMode = "NONE" | "LIMITED" | "FULL";

/** One run of one function of the script, as the services see it. */
export interface Execution {
  /** Whose rights it has. */
  readonly effectiveUser: string;
  /** Who is in front of the sheet; '' in a time-driven trigger. */
  readonly activeUser: string;
  readonly authMode: AuthMode;
  /** Has a person in front of it: menus and the sidebar have, triggers have not. */
  readonly hasUi: boolean;
  /** UTC ms on the local Google's clock. */
  now(): number;
  /**
   * Every use of a service that Google's own would make a round trip for goes through here: it is counted under `Range.getValues`,
   * adds the latency set to the execution's own time, and throws when that is over the limit. Handles (`getRange`, `getSheetByName`,
   * builders) do not count.
   */
  call<T>(name: string, work: () => T): T;
  /** Lets that much of the execution's own time pass (`Utilities.sleep`, waiting for a lock). */
  spend(ms: number): void;
  /** Throws as Google does when the execution's authorisation, or the manifest's scopes, do not allow this. Any one of the scopes will do. */
  need(name: string, scopes: readonly string[]): void;
  /** Arrays, dates, objects and errors of the script's own realm, so that its `instanceof` holds. */
  readonly realm: Realm;
  /** A refusal of Google's in the language of the account, as an error of the script's own realm. */
  refusal(phrase: Phrase): Error;
}

export interface Realm {
  array<T>(items: readonly T[]): T[];
  date(ms: number): Date;
  object(entries: Record<string, unknown>): Record<string, unknown>;
  error(message: string): Error;
  /** Whether a value is a Date of the script's realm. */
  isDate(value: unknown): value is Date;
}
