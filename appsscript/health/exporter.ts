import { RULES_VERSION } from "../../shared/rules-version";
import { getHealth, requireKnown } from "../exports/client";
import { distrust, hasTrusted } from "../exports/trust";
import type { HealthCheck } from "../rpc";
import { clientId } from "../services/script";
import type { Stored } from "../stored";
import { bad, checked, good, warn } from "./check";

/** The exporter must know this script by it, and no page of Google's shows it for most scripts. */
export function clientIdCheck(): HealthCheck {
  const name = "Client id";
  const id = clientId();
  if (id === null)
    return bad(name, "Google gives no identity token to this script.", "Deploy it with its manifest whole.");
  const sentence = "The exporter must know this script by it: service.google.audiences in its configuration.";
  return { ...good(name, sentence), copy: id };
}

/** Whether the exporter answers, takes this person's word, and judges by the same rules. */
export function exporterChecks({ settings }: Stored): readonly HealthCheck[] {
  const name = "Exporter";
  if (settings.exporter === "") return [warn(name, "No exporter is set.", "Write its address into Settings.")];
  const changed = distrust(settings.exporter);
  if (changed !== null) return [bad(name, changed.sentence, changed.wayOut)];
  const answers = checked(name, () => {
    const { rulesVersion } = getHealth();
    return [good(name, "It answers."), rulesCheck(rulesVersion)];
  });
  return answers[0].state === "good"
    ? [...answers, ...checked("Sign-in", () => signInCheck(settings.exporter))]
    : answers;
}

function rulesCheck(version: string): HealthCheck {
  if (version === RULES_VERSION) return good("Rules", "The sheet and the exporter judge by the same rules.");
  return bad(
    "Rules",
    `The sheet judges by version ${RULES_VERSION} of the rules, the exporter by version ${version}.`,
    "Tell whoever looks after them to bring both to the same version.",
  );
}

/** Asks in this person's name, as an export would: a wrong client id, list of people or domain is seen here and not at seven. */
function signInCheck(exporter: string): HealthCheck {
  if (!hasTrusted(exporter)) {
    return good("Sign-in", "Your name was not sent to this exporter yet: Export now, or saving Settings, does that.");
  }
  requireKnown();
  return good("Sign-in", "The exporter knows you and this script.");
}
