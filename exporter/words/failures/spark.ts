import { EXIT } from "../exit";
import type { FailureKind } from "./kind";

/** Runs on Spark. */
export const SPARK = {
  SPARK_MISSING: {
    exit: EXIT.other,
    when: "The program spark-submit cannot be started.",
    commandLine:
      "Install Spark with: pip install pyspark==4.0.2, and Java 17; or name the program with --spark-submit.",
    quote: "all",
  },
  SPARK_NOT_STARTED: {
    exit: EXIT.unreachable,
    when: "The program spark-submit ended before it ran anything: no Java, or the master cannot be reached.",
    commandLine: "Check --master and what spark-submit says; --verbose shows its last lines.",
    passes: true,
    quote: "way out",
  },
  SPARK_LOST: {
    exit: EXIT.unreachable,
    when: "The Spark application ended in the middle: its driver was killed or lost.",
    commandLine: "Run again; nothing was published.",
    passes: true,
    quote: "way out",
  },
  SPARK_FAILED: {
    exit: EXIT.other,
    when: "Spark could not run a step.",
    commandLine: "Look at what Spark says (all of it with --verbose), and run again; nothing was published.",
    passes: true,
    quote: "way out",
  },
  SPARK_NO_NODE: {
    exit: EXIT.other,
    when: "The executors have no Node.js of version 20 or newer, in which the rules run.",
    commandLine:
      "Bring it with --spark-conf spark.archives=node.tar.gz#node --spark-node ./node/bin/node, or use an image that has it.",
    quote: "way out",
  },
  SPARK_RULES_FAILED: {
    exit: EXIT.other,
    when: "The rules ended in an executor before all rows were judged: killed, hung or broken.",
    commandLine: "Give the executors more memory (spark.executor.memoryOverhead) if they were killed, and run again.",
    passes: true,
    quote: "way out",
  },
  SPARK_ROWS_LOST: {
    exit: EXIT.other,
    when: "What came back from the executors is not what was sent: rows are missing, came twice, or are strange.",
    commandLine: "Run again; if it happens twice, please report it. Nothing was published.",
    passes: true,
    quote: "all",
  },
  SPARK_CANNOT_READ: {
    exit: EXIT.contract,
    when: "A file cannot be read in pieces: a JSON array, or files of several encodings together.",
    commandLine: { json: "Write it as JSON Lines, one record a line.", encodings: "Write all files in UTF-8." },
    quote: "way out",
  },
  SPARK_STORE_UNKNOWN: {
    exit: EXIT.other,
    when: "Spark has no library for the store in which a table lies, or for --spark-folder.",
    commandLine:
      "For s3a:// add --spark-conf spark.jars.packages=org.apache.hadoop:hadoop-aws:VERSION, the version of Spark's own Hadoop; for gs:// what node scripts/spark-jars.mjs gs FOLDER brings; docs/spark.md says more.",
    quote: "all",
  },
  SPARK_STORE_DENIED: {
    exit: EXIT.other,
    when: "A store does not let Spark read or write: no credentials, others, or a right that is missing.",
    commandLine: "Give the role or the key of Spark's driver and executors the rights that docs/spark.md lists.",
    quote: "way out",
  },
  SPARK_STORE_LOST: {
    exit: EXIT.unreachable,
    when: "A store was away while Spark read or wrote, for longer than its library tries.",
    commandLine: "Check that the store can be reached from Spark, and run again; nothing was published.",
    passes: true,
    quote: "way out",
  },
  SPARK_PLAN_TOO_LARGE: {
    exit: EXIT.usage,
    when: "The configuration decides more than the command of a worker can hold.",
    commandLine: "Take decisions out of the configuration that no row needs.",
    quote: "all",
  },
  SPARK_UNREACHABLE: {
    exit: EXIT.unreachable,
    when: "No Spark Connect server answers at the address.",
    commandLine: "Check --connect, and that the server runs; docs/spark-connect.md says how one is started.",
    passes: true,
    quote: "all",
  },
  SPARK_DENIED: {
    exit: EXIT.other,
    when: "The Spark Connect server does not accept the token, or wants one.",
    commandLine: "Put the server's token into SPARK_CONNECT_AUTHENTICATE_TOKEN, or into the address as ;token=.",
    quote: "all",
  },
  SPARK_TOO_OLD: {
    exit: EXIT.other,
    when: "The Spark Connect server is of a version that cannot do what is asked of it.",
    commandLine: "Use a server of Spark 3.5 or newer.",
    quote: "all",
  },
  SPARK_NOT_SHARED: {
    exit: EXIT.other,
    when: "Spark behind the Connect server does not see the folder in which the snapshot is made.",
    commandLine: "Give --out a folder that this machine, Spark's driver and its executors all have at the same path.",
    quote: "way out",
  },
} as const satisfies Record<string, FailureKind>;
