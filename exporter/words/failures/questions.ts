import { EXIT } from "../exit";
import type { FailureKind } from "./kind";

/** The questions of the program, and those that are typed. */
export const QUESTIONS = {
  BAD_QUESTION: {
    exit: EXIT.other,
    when: "A question's file has a fault in its header or its SQL.",
    commandLine: "Correct {file}, or take it out; lead-export questions check says when it is right.",
    service: "Correct the question's file, or take it out.",
  },
  QUESTIONS_UNREADABLE: {
    exit: EXIT.usage,
    when: "The folder of questions that the configuration names cannot be read.",
    commandLine: "Correct questions in the configuration, or begin one with: lead-export questions new NAME",
    service: "Correct questions in the configuration, or make the folder readable.",
    quote: "all",
  },
  QUESTION_THERE: {
    exit: EXIT.usage,
    when: "A question is to be made whose file is there already, or whose name is none.",
    commandLine: "Choose another name: small letters, digits and _, beginning with a letter.",
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
    commandLine:
      "The tables are leads, companies, held, duplicates, changes, answers and source_files; DESCRIBE leads lists the columns of one.",
  },
  SQL_NOT_READING: {
    exit: EXIT.usage,
    when: "A statement given to lead-export sql is empty, more than one, writes, or reads beyond the snapshot.",
    commandLine: "Give exactly one SELECT.",
  },
} as const satisfies Record<string, FailureKind>;
