import { EXIT } from "../words/exit";

/** Every exit code with its meaning, as `--help` and docs/commands.md list them. */
export const EXIT_CODES: [code: number, meaning: string][] = [
  [EXIT.ok, "done: published, or nothing to change"],
  [EXIT.other, "anything else"],
  [EXIT.usage, "the command line is wrong"],
  [EXIT.contract, "a file cannot be read, or its headers do not fit the contract"],
  [EXIT.guard, "stopped by the publish guard: a person must release it"],
  [EXIT.unreachable, "the source or the bucket cannot be reached"],
  [EXIT.locked, "another run is publishing to the same place"],
  [EXIT.copy, "published, but from a copy: the workbook could not be reached"],
];

export function exitCodesText(): string {
  return ["Exit codes:", ...EXIT_CODES.map(([code, meaning]) => `  ${code}  ${meaning}`)].join("\n");
}
