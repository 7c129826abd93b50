/** Exit codes of every command. docs/commands.md says the same. */
export const EXIT = {
  ok: 0,
  other: 1,
  usage: 2,
  contract: 3,
  guard: 4,
  unreachable: 5,
  locked: 6,
  copy: 7,
} as const;

export type Exit = (typeof EXIT)[keyof typeof EXIT];
