export interface Measured {
  wall: number;
  cpu: number;
  peak: number;
  phases: Record<string, number>;
  // biome-ignore lint/suspicious/noExplicitAny: whatever JSON the program printed
  output: any;
}
export function measure(args: (out: string) => string[]): Promise<Measured>;
export function floor(command: readonly string[], files: readonly string[]): Promise<number>;
export function median(values: readonly number[]): number;
export function firstDifference(a: unknown, b: unknown, path?: string): string | null;
