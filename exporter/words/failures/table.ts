import { COMMAND_LINE } from "./command-line";
import { EMR } from "./emr";
import { FILES } from "./files";
import { MAIL } from "./mail";
import { PUBLISHING } from "./publishing";
import { QUESTIONS } from "./questions";
import { READERS } from "./readers";
import { SERVICE } from "./service";
import { SPARK } from "./spark";
import { STORES } from "./stores";
import { TARGETS } from "./targets";
import { WORKBOOK } from "./workbook";

/** Everything a run or a command can end with, by its stable code. `docs/errors.md` is made from it. */
export const FAILURES = {
  ...COMMAND_LINE,
  ...FILES,
  ...WORKBOOK,
  ...PUBLISHING,
  ...STORES,
  ...QUESTIONS,
  ...MAIL,
  ...READERS,
  ...SERVICE,
  ...TARGETS,
  ...SPARK,
  ...EMR,
} as const;

export type FailureCode = keyof typeof FAILURES;
