import { installDaily } from "./daily/install";
import { trustExporter } from "./exports/trust";
import { unreachable } from "./reachable";
import { Refusal } from "./refusal";
import type { Settings } from "./rpc";
import { effectiveUser } from "./services/user";
import { readStored, remember, rememberExported, setFlag } from "./stored";
import type { Said } from "./words/said";
import { SETTING_WORDS } from "./words/settings";

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
  throw bad("exporter", why === "private" ? SETTING_WORDS.private : SETTING_WORDS.noAddress);
}

function mailOf(list: readonly string[]): string[] {
  const addresses = [...new Set(list.map((address) => address.trim()).filter((address) => address !== ""))];
  const wrong = addresses.find((address) => !ADDRESS.test(address) || address.length > 254);
  if (wrong !== undefined) throw bad("mail", SETTING_WORDS.noMailAddress({ text: wrong.slice(0, 60) }));
  if (addresses.length > MOST_ADDRESSES) {
    throw bad("mail", SETTING_WORDS.tooManyAddresses({ count: addresses.length, most: MOST_ADDRESSES }));
  }
  return addresses;
}

function hourOf(hour: number): number {
  if (Number.isInteger(hour) && hour >= 0 && hour <= 23) return hour;
  throw bad("hour", SETTING_WORDS.noHour);
}

function bad(setting: keyof Settings, said: Said): Refusal {
  return new Refusal("SETTINGS_BAD", said, setting);
}
