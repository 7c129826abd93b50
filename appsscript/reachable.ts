import { isLocalGoogle } from "./services/script";

const SECURE = /^https:\/\/([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::\d{1,5})?(?:\/[\w.~/-]*)?$/i;
const LOOPBACK = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?(?:\/[\w.~/-]*)?$/i;
/** Ends of names that no public name has: RFC 6761, 6762, 8375, 9476, and what routers and offices use. */
const PRIVATE_NAMES =
  /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|home\.arpa|test|invalid|example|onion)$/i;
const NUMBERS = /^\d+\.\d+\.\d+\.\d+$/;
/** Blocks that nobody routes: RFC 6890. */
const PRIVATE_NUMBERS =
  /^(?:0|10|127|2[2-5]\d)\.|^169\.254\.|^172\.(?:1[6-9]|2\d|3[01])\.|^192\.168\.|^192\.0\.[02]\.|^198\.1[89]\.|^198\.51\.100\.|^203\.0\.113\.|^100\.(?:6[4-9]|[789]\d|1[01]\d|12[0-7])\./;

/**
 * What keeps Google's servers, where scripts run, from asking at this address: `form` when it is none for an exporter, `private` when it is
 * one of an office's own network; `null` for nothing. On the local Google the machine's own addresses will do: what is sent there is seen by
 * nobody else.
 */
export function unreachable(url: string): "form" | "private" | null {
  if (LOOPBACK.test(url)) return isLocalGoogle() ? null : "private";
  const host = SECURE.exec(url)?.[1];
  if (host === undefined) return "form";
  const isPublic = NUMBERS.test(host) ? !PRIVATE_NUMBERS.test(host) : host.includes(".") && !PRIVATE_NAMES.test(host);
  return isPublic ? null : "private";
}
