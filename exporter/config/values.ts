import * as v from "valibot";
import { READERS } from "../stores/protect-files";

// Values that mean the same wherever they stand in the configuration. Each says what is wrong as the end of a sentence.

export const text = v.pipe(v.string("must be a text"), v.nonEmpty("must not be empty"));

export const dateOrder = v.picklist(["mdy", "dmy", "ymd"] as const, "must be mdy, dmy or ymd");

export const readableBy = v.picklist(READERS, "must be owner or group");

export const fallbackEntries = { leads: text, companies: text };
export const fallback = v.object(fallbackEntries, "must be an object with leads and companies");
