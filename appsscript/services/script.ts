/** Google's signed word on who asks, which the exporter verifies; `null` without the `openid` scope. */
export function identityToken(): string | null {
  return ScriptApp.getIdentityToken();
}

/** Whether this runs on one's own machine, in front of the local Google. Google's own script ids have 57 letters. */
export function isLocalGoogle(): boolean {
  return ScriptApp.getScriptId() === "local-script-project";
}

/** The OAuth client id of this script: who the token says it is meant for (guides/services/cloud-run); `null` without a token. */
export function clientId(): string | null {
  const claims = identityToken()?.split(".")[1];
  if (claims === undefined) return null;
  const text = Utilities.newBlob(Utilities.base64DecodeWebSafe(claims)).getDataAsString("UTF-8");
  const { aud } = JSON.parse(text) as { aud?: unknown };
  return typeof aud === "string" ? aud : null;
}

interface Authorisation {
  readonly granted: boolean;
  /** Where to grant what is missing. */
  readonly url: string | null;
  /** The scopes that are granted; `null` where Google does not say. */
  readonly scopes: readonly string[] | null;
}

/** Whether this person has granted everything the script asks for. */
export function authorisation(): Authorisation {
  const info = ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL);
  const granted = info.getAuthorizationStatus() === ScriptApp.AuthorizationStatus.NOT_REQUIRED;
  return { granted, url: granted ? null : info.getAuthorizationUrl(), scopes: grantedScopes(info) };
}

/** Documented since 2025, and missing from the typings. */
function grantedScopes(info: GoogleAppsScript.Script.AuthorizationInfo): readonly string[] | null {
  try {
    return (info as unknown as { getAuthorizedScopes(): string[] }).getAuthorizedScopes();
  } catch {
    return null;
  }
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
export function isAddon(mode: GoogleAppsScript.Script.AuthMode | undefined): boolean {
  return mode === ScriptApp.AuthMode.NONE || isInstalledAsAddon();
}

/** Whether the script came from the store; false where Google does not say. */
export function isInstalledAsAddon(): boolean {
  try {
    return ScriptApp.getInstallationSource() !== ScriptApp.InstallationSource.NONE;
  } catch {
    return false;
  }
}
