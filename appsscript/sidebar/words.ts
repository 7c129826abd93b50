import { SIDEBAR_WORDS } from "../words/sidebar/sidebar";

const dayAndTime: Intl.DateTimeFormatOptions = {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
};
const day = inWorkbookZone({ day: "numeric", month: "short", year: "numeric" });
const clock = inWorkbookZone({ hour: "2-digit", minute: "2-digit" });

/** Where the workbook is, whoever looks at it: its daily export is at an hour of that zone. A zone this browser does not know: its own. */
function inWorkbookZone(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: document.body.dataset.zone });
  } catch {
    return new Intl.DateTimeFormat("en-GB", options);
  }
}

/** `today, 12:03` or `22 Nov 2026, 12:03`, in the workbook's zone. What is no instant is shown as it is. */
export function when(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const [date, time] = [day.format(at), clock.format(at)];
  return date === day.format(new Date()) ? SIDEBAR_WORDS.today({ time }) : SIDEBAR_WORDS.on({ day: date, time });
}

/** `22 Nov 2026, 13:00 (Africa/Lagos)`. A zone this browser does not know: UTC. */
export function whenIn(iso: string, zone: string): string {
  try {
    const time = new Intl.DateTimeFormat("en-GB", { ...dayAndTime, timeZone: zone }).format(new Date(iso));
    return SIDEBAR_WORDS.inZone({ time, zone });
  } catch {
    return SIDEBAR_WORDS.inZone({ time: iso, zone: "UTC" });
  }
}

/** Case and accents aside: "sao" finds "São Paulo". */
export function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
