import type { Execution } from "../realm/execution";
import type { Like } from "../realm/google";
import { surface } from "../realm/surface";
import type { Project } from "./project";
import { SCOPES } from "./scopes";

/**
 * Who is there. The active user's address is blank in a simple trigger, without a person in front, and for people of another
 * domain than the one whose rights the execution has.
 */
export function sessionFor(execution: Execution, project: Project, locale: string): object {
  const { activeUser, effectiveUser, authMode } = execution;
  const known = authMode === "FULL" && (activeUser === effectiveUser || sameDomain(activeUser, effectiveUser));
  return surface(execution.realm, "Session", {
    getActiveUser: () => {
      if (authMode === "FULL") execution.need("Session.getActiveUser", [SCOPES.email]);
      return userOf(execution, known ? activeUser : "");
    },
    getEffectiveUser: () => {
      execution.need("Session.getEffectiveUser", [SCOPES.email]);
      return userOf(execution, effectiveUser);
    },
    getScriptTimeZone: () => project.timeZone,
    getActiveUserLocale: () => locale,
  } satisfies Like<GoogleAppsScript.Base.Session>);
}

const userOf = (execution: Execution, email: string) =>
  surface(execution.realm, "User", { getEmail: () => email } satisfies Like<GoogleAppsScript.Base.User>);

/** Whether two people are of one organisation; people with a consumer account never are. */
function sameDomain(one: string, other: string): boolean {
  const domain = domainOf(one);
  return domain !== null && domain === domainOf(other);
}

/** The organisation of an address; `null` for a consumer account. */
export function domainOf(email: string): string | null {
  const domain = email.slice(email.indexOf("@") + 1);
  return domain === "gmail.com" || domain === "googlemail.com" || domain === "" ? null : domain;
}
