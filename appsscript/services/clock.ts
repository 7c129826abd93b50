/** Offset of a zone from UTC at an instant (UTC ms), in ms east, as Google knows it. Throws for a zone it does not know. */
export function offsetAt(zone: string, instant: number): number {
  const text = Utilities.formatDate(new Date(instant), zone, "Z");
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(text) ?? [];
  if (sign === undefined) throw new Error(`The offset of ${zone} came as ${text}.`);
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

export function newId(): string {
  return Utilities.getUuid();
}
