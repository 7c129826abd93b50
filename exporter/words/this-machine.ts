/** Whether a host name can only mean the machine itself. IPv6 with or without brackets. */
export function isThisMachine(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}
