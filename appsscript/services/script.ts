/** Google's signed word on who asks, which the exporter verifies; `null` without the `openid` scope. */
export function identityToken(): string | null {
  return ScriptApp.getIdentityToken();
}

/** Whether this person has granted everything the script asks for, and where to do so. */
export function authorisation(): { readonly granted: boolean; readonly url: string | null } {
  const info = ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL);
  const granted = info.getAuthorizationStatus() === ScriptApp.AuthorizationStatus.NOT_REQUIRED;
  return { granted, url: granted ? null : info.getAuthorizationUrl() };
}

/**
 * Has Google ask this person for what they have not granted yet, before a trigger is made that would fail without it. Ends the execution if
 * it must ask.
 */
export function requireEverything(): void {
  ScriptApp.requireAllScopes(ScriptApp.AuthMode.FULL);
}

/**
 * Whether this runs as an add-on from the store, whose menu stands under Extensions. A bound script never has `AuthMode.NONE`; an add-on
 * has it until it is first used in a sheet. After that Google knows how the script came here; no source says that a simple trigger may
 * ask, and a menu in the usual place is better than none.
 */
export function isAddon(mode: GoogleAppsScript.Script.AuthMode): boolean {
  if (mode === ScriptApp.AuthMode.NONE) return true;
  try {
    return ScriptApp.getInstallationSource() !== ScriptApp.InstallationSource.NONE;
  } catch {
    return false;
  }
}
