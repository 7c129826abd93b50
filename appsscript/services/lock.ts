/**
 * Waits at most `waitMs` to be the only one who works on this document. The lock is never given back by hand: Google does that when the
 * execution has ended and its writes are in the sheet.
 */
export function lockDocument(waitMs: number): boolean {
  return LockService.getDocumentLock().tryLock(waitMs);
}
