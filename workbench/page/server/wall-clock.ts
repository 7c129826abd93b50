/** Next day's `hour` o'clock in a zone, UTC ms. */
export function tomorrowAt(hour: number, now: number, zone: string): number {
  const [year, month, day] = wallTime(now, zone);
  const wanted = Date.UTC(year, month - 1, day + 1, hour);
  const off = (at: number) => {
    const [y, mo, d, h, mi, s] = wallTime(at, zone);
    return Date.UTC(y, mo - 1, d, h, mi, s) - Math.floor(at / 1000) * 1000;
  };
  const guess = wanted - off(wanted);
  return wanted - off(guess);
}

function wallTime(at: number, zone: string): number[] {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  return ["year", "month", "day", "hour", "minute", "second"].map((type) =>
    Number(parts.find((part) => part.type === type)?.value),
  );
}

/** `Tue 24 Nov 2026, 07:00` in a zone. */
export function dateAndTime(at: number, zone: string): string {
  const [year, , day, hour, minute] = wallTime(at, zone);
  const word = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }).format(at);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${word({ weekday: "short" })} ${day} ${word({ month: "short" })} ${year}, ${two(hour)}:${two(minute)}`;
}
