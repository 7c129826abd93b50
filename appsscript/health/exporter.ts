import { RULES_VERSION } from "../../shared/rules-version";
import { getHealth, requireKnown } from "../exports/client";
import { distrust, hasTrusted } from "../exports/trust";
import type { HealthCheck } from "../rpc";
import { clientId } from "../services/script";
import type { Stored } from "../stored";
import { CHECK_NAMES, REACHED_WORDS } from "../words/health";
import { bad, checked, good, warn } from "./check";

/** The exporter must know this script by it, and no page of Google's shows it for most scripts. */
export function clientIdCheck(): HealthCheck {
  const name = CHECK_NAMES.clientId;
  const id = clientId();
  if (id === null) return bad(name, REACHED_WORDS.noToken);
  return { ...good(name, REACHED_WORDS.clientId), copy: id };
}

/** Whether the exporter answers, takes this person's word, and judges by the same rules. */
export function exporterChecks({ settings }: Stored): readonly HealthCheck[] {
  const name = CHECK_NAMES.exporter;
  if (settings.exporter === "") return [warn(name, REACHED_WORDS.notSet)];
  const changed = distrust(settings.exporter);
  if (changed !== null) return [bad(name, changed)];
  const answers = checked(name, () => {
    const { rulesVersion } = getHealth();
    return [good(name, REACHED_WORDS.answers), rulesCheck(rulesVersion)];
  });
  return answers[0].state === "good"
    ? [...answers, ...checked(CHECK_NAMES.signIn, () => signInCheck(settings.exporter))]
    : answers;
}

function rulesCheck(version: string): HealthCheck {
  if (version === RULES_VERSION) return good(CHECK_NAMES.rules, REACHED_WORDS.sameRules);
  return bad(CHECK_NAMES.rules, REACHED_WORDS.otherRules({ ours: RULES_VERSION, theirs: version }));
}

/** Asks in this person's name, as an export would: a wrong client id, list of people or domain is seen here and not at seven. */
function signInCheck(exporter: string): HealthCheck {
  if (!hasTrusted(exporter)) {
    return good(CHECK_NAMES.signIn, REACHED_WORDS.notSent);
  }
  requireKnown();
  return good(CHECK_NAMES.signIn, REACHED_WORDS.known);
}
