export const AS_OF: string;
export const ZONE: string;
export const ZONE_OFFSET_MS: number;
export const SETS: Record<string, { shape: "A" | "B"; leads: number; companies: number }>;
export function makeData(
  folder: string,
  shape: string,
  leadRows: number,
  companyRows: number,
): { name: string; leads: string; companies: string; countries: string[] };
