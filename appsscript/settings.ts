import { installDaily } from "./daily/install";
import { trustExporter } from "./exports/trust";
import { unreachable } from "./reachable";
import { Refusal } from "./refusal";
import type { Settings } from "./rpc";
import { effectiveUser } from "./services/user";
import { readStored, remember, rememberExported, setFlag } from "./stored";

const ADDRESS = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/;
/** Google sends one mail to 50 people at most. */
const MOST_ADDRESSES = 50;
const LONGEST_URL = 500;

/** Stores the settings, tidied; who saves an address vouches for it. Moves this person's daily trigger when the hour changed. Throws SETTINGS_BAD that says what is wrong. */
export function saveSettings(given: Settings): Settings {
  const settings: Settings = {
    exporter: exporterOf(given.exporter),
    mail: mailOf(given.mail),
    ...(given.answers !== undefined && { answers: given.answers }),
    hour: hourOf(given.hour),
    stamp: given.stamp,
    ...(given.exported === true && { exported: true }),
  };
  const { trigger, exported } = readStored();
  remember("settings", settings);
  if (exported !== null && settings.exported !== true) {
    rememberExported(null);
    setFlag("stale", true);
  }
  if (settings.exporter !== "") trustExporter(settings.exporter);
  if (trigger !== null && trigger.owner === effectiveUser() && trigger.hour !== settings.hour) installDaily();
  return settings;
}

function exporterOf(text: string): string {
  const url = text.trim().replace(/\/+$/, "").replace(/\/v1$/, "");
  if (url === "") return url;
  const why = url.length > LONGEST_URL ? "form" : unreachable(url);
  if (why === null) return url;
  if (why === "private") {
    throw bad(
      "exporter",
      "Google cannot reach this address: scripts run on Google's servers, and it is one of a private network.",
      "Give the exporter a public https:// address, with a certificate that browsers trust (docs/running.md, The service).",
    );
  }
  throw bad(
    "exporter",
    "The exporter's address must begin with https:// and have no user, no ? and no # in it.",
    "Copy the address from whoever runs the exporter, such as https://leads.example.com.",
  );
}

function mailOf(list: readonly string[]): string[] {
  const addresses = [...new Set(list.map((address) => address.trim()).filter((address) => address !== ""))];
  const wrong = addresses.find((address) => !ADDRESS.test(address) || address.length > 254);
  if (wrong !== undefined)
    throw bad("mail", `"${wrong.slice(0, 60)}" is no mail address.`, "Write it as ada@example.com.");
  if (addresses.length > MOST_ADDRESSES) {
    throw bad(
      "mail",
      `There are ${addresses.length} mail addresses.`,
      `Google takes ${MOST_ADDRESSES}: use a group's address.`,
    );
  }
  return addresses;
}

function hourOf(hour: number): number {
  if (Number.isInteger(hour) && hour >= 0 && hour <= 23) return hour;
  throw bad(
    "hour",
    "The hour of the daily export must be a whole number from 0 to 23.",
    "7 means about seven in the morning.",
  );
}

function bad(setting: keyof Settings, sentence: string, wayOut: string): Refusal {
  return new Refusal("SETTINGS_BAD", sentence, wayOut, setting);
}
