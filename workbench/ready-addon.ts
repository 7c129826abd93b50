import type { Host } from "./host/host";
import { OWNER } from "./server/access";

/** As the person would in Settings and, for the sample, in Health: the exporter's address, whom to mail, the daily export. */
export function readyAddon(host: Host, exporter: string, daily: boolean): void {
  const ask = (name: string, ...args: unknown[]) => {
    const outcome = JSON.parse(String(host.rpc(OWNER, "rpc", name, JSON.stringify(args))));
    if (!outcome.ok) throw new Error(`${name}: ${outcome.error.sentence}`);
    return outcome.value;
  };
  const settings = ask("settings");
  ask("saveSettings", { ...settings, exporter, mail: settings.mail.length === 0 ? [OWNER] : settings.mail });
  if (daily) ask("installDaily");
}
