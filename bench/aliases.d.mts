export function writeCountries(path: string, cells: readonly string[]): Promise<void>;
