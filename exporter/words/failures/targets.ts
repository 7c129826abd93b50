import { EXIT } from "../exit";
import type { FailureKind } from "./kind";

/** Targets: the places that get a copy of the current snapshot. None of their sentences quotes what stands in a cell. */
export const TARGETS = {
  TARGET_NOT_LOADED: {
    exit: EXIT.other,
    when: "A snapshot is published, but a target does not have it: that keeps what it had, and the next run brings it up to date.",
    commandLine: "{wayOut} The next run brings it up to date.",
    sheet: "{wayOut} The next export brings it up to date.",
    passes: true,
    quote: "all",
  },
  TARGET_ADDRESS: {
    exit: EXIT.usage,
    when: "The address of a database cannot be read, or is none.",
    commandLine: {
      missing: "Put it alone into the file of urlFile, or into the variable that urlEnv names.",
      wrong:
        "Write it as postgresql://USER@HOST:5432/DATABASE; signs such as @ and / in a password are written %40 and %2F.",
    },
    quote: "all",
  },
  TARGET_UNREACHABLE: {
    exit: EXIT.unreachable,
    when: "The database server cannot be talked to, or hung up.",
    commandLine: "Check host and port, that the server runs, and whether this machine may connect to it.",
    passes: true,
    quote: "all",
  },
  TARGET_LOGIN_REFUSED: {
    exit: EXIT.other,
    when: "The database server does not let this user into this database.",
    commandLine: "Check user, password and database of the address, and pg_hba.conf of the server.",
    quote: "all",
  },
  TARGET_NOT_ENCRYPTED: {
    exit: EXIT.other,
    when: "No protected connection to the database server can be made.",
    commandLine:
      "Turn TLS on at the server and name its authority's certificate in the address (?sslrootcert=FILE); sslmode=require encrypts without proof of who answers, sslmode=disable does not encrypt.",
    quote: "all",
  },
  TARGET_FORBIDDEN: {
    exit: EXIT.other,
    when: "The database user lacks a right.",
    commandLine: "Whoever may do so runs: {grant}",
    quote: "all",
  },
  TARGET_IN_USE: {
    exit: EXIT.other,
    when: "The schema holds a table or view of yours with a name that Lead Export needs.",
    commandLine: "Name another schema in the configuration, or rename it: {rename}",
    quote: "all",
  },
  TARGET_SHAPE: {
    exit: EXIT.other,
    when: "A table in the database cannot be changed to the columns of the files, because something of yours depends on it.",
    commandLine: "Drop what depends on it, run again, then make it anew; or name another schema in the configuration.",
    quote: "all",
  },
  TARGET_BUSY: {
    exit: EXIT.other,
    when: "Something else holds a lock on the tables in the database.",
    commandLine: "Wait for the other load or query to end; pg_stat_activity of the database shows it.",
    passes: true,
    quote: "all",
  },
  TARGET_COUNT_DIFFERS: {
    exit: EXIT.other,
    when: "The database has taken another number of rows than the file holds, so nothing of it was kept.",
    commandLine: "Look for a trigger or a rule on that table that drops rows, then run again.",
    quote: "all",
  },
  TARGET_REFUSED: {
    exit: EXIT.other,
    when: "The database refused a statement for another reason.",
    commandLine: "Ask whoever runs that server; the words are its own.",
    passes: true,
    quote: "all",
  },
  POSTGRES_NOT_CONFIGURED: {
    exit: EXIT.usage,
    when: "A command for PostgreSQL is given, and the configuration has no such target, or not exactly one that it means.",
    commandLine: {
      none: "Add targets to it, as lead-export postgres --help shows.",
      several: "Name one by its schema with --schema.",
    },
  },
  READER_PASSWORD_MISSING: {
    exit: EXIT.usage,
    when: "The file with the password for the role of the readers cannot be read, or is empty.",
    commandLine: "Put the password alone into it, or leave --password-file out.",
  },
} as const satisfies Record<string, FailureKind>;
