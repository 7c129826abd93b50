import { randomBytes } from "node:crypto";
import type { Clock } from "./clock";

/** Who presents a token, and what the token was issued for. */
export interface Caller {
  readonly email: string;
  readonly mayRead: boolean;
  readonly mayWrite: boolean;
}

export type Role = "reader" | "writer";

/** Whose token the command prints: the person at this machine, who may do everything. */
export const OWNER = "owner@local.test";

const SCOPE = "https://www.googleapis.com/auth/";
const WRITE_SCOPES = ["spreadsheets", "drive", "drive.file"].map((name) => SCOPE + name);
const READ_SCOPES = [...WRITE_SCOPES, ...["spreadsheets.readonly", "drive.readonly"].map((name) => SCOPE + name)];

/** The scope that allows everything in a workbook. */
export const FULL_SCOPE = `${SCOPE}spreadsheets`;
/** The scope that allows reading only. */
export const READ_SCOPE = `${SCOPE}spreadsheets.readonly`;

/** Tokens, and with whom each workbook is shared. */
export class Access {
  private readonly issued = new Map<string, Caller & { expires: number }>();
  private readonly shares = new Map<string, Map<string, Role>>();

  constructor(
    private readonly clock: Clock,
    /** The owner's token: it reaches every workbook and does not expire. */
    readonly ownerToken: string,
  ) {}

  /** A new token for `email`, good for the scopes (separated by spaces) and that many seconds. */
  issue(email: string, scopes: string, lifetimeSeconds: number): string {
    const asked = scopes.split(/\s+/);
    const token = `local.${randomBytes(24).toString("base64url")}`;
    this.issued.set(token, {
      email,
      mayRead: asked.some((scope) => READ_SCOPES.includes(scope)),
      mayWrite: asked.some((scope) => WRITE_SCOPES.includes(scope)),
      expires: this.clock.now() + lifetimeSeconds * 1000,
    });
    return token;
  }

  /** Ends an issued token before its time. */
  revoke(token: string): void {
    this.issued.delete(token);
  }

  /** Whose token it is; undefined when it is wrong, revoked or expired. */
  caller(token: string): Caller | undefined {
    if (token === this.ownerToken) return { email: OWNER, mayRead: true, mayWrite: true };
    const caller = this.issued.get(token);
    return caller && caller.expires > this.clock.now() ? caller : undefined;
  }

  /** Shares a workbook, as the Share button does. */
  share(bookId: string, email: string, role: Role): void {
    const shares = this.shares.get(bookId) ?? new Map<string, Role>();
    this.shares.set(bookId, shares.set(email, role));
  }

  unshare(bookId: string, email: string): void {
    this.shares.get(bookId)?.delete(email);
  }

  allowed(caller: Caller, bookId: string, wants: "read" | "write"): boolean {
    if (caller.email === OWNER) return true;
    const role = this.shares.get(bookId)?.get(caller.email);
    return wants === "write" ? role === "writer" : role !== undefined;
  }
}
