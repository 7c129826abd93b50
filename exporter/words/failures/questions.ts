import { EXIT } from "../exit";
import type { FailureKind } from "./kind";

/** The questions of the program, and those that are typed. */
export const QUESTIONS = {
  BAD_QUESTION: {
    exit: EXIT.other,
    when: "A question's file has a fault in its header or its SQL.",
    commandLine: "Correct exporter/questions/{file} in the source tree, or take it out, then: npm run build",
    service: "Correct the question's file in exporter/questions of the source tree, or take it out, then build again.",
  },
  ANSWER_DOES_NOT_ADD_UP: {
    exit: EXIT.other,
    when: "The rows of an answer and its remainder do not count every clean lead once.",
    commandLine: "Correct {path}: its rows and its remainder must count every clean lead once.",
    service: "Correct the question's file: its rows and its remainder must count every clean lead once.",
    quote: "all",
  },
  SQL_ERROR: {
    exit: EXIT.usage,
    when: "A statement given to lead-export sql cannot be run.",
    commandLine: "The tables are leads, companies, held and duplicates; DESCRIBE leads lists the columns of one.",
  },
  SQL_NOT_READING: {
    exit: EXIT.usage,
    when: "A statement given to lead-export sql is empty, more than one, writes, or reads beyond the snapshot.",
    commandLine: "Give exactly one SELECT.",
  },
} as const satisfies Record<string, FailureKind>;
