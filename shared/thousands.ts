/** `1,204`, also where there is no Intl. For whole numbers. */
export function thousands(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}
