const format = new Intl.NumberFormat("en");

/** `1,234`. */
export function count(value: number): string {
  return format.format(value);
}

/** `1 row`, `2 rows`. */
export function countOf(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}
