/** What of the repository's tests shows a figure: file and title as they stand there. Paths are below test/, titles as they are written. */
const EXPORTER = "exporter";
const publish = `${EXPORTER}/publish/stopped.ts`;
const bucketKilled = `${EXPORTER}/publish/bucket-killed.long.test.ts`;
const lock = `${EXPORTER}/publish/lock.test.ts`;
const abuse = `${EXPORTER}/service/abuse.test.ts`;
const schedules = `${EXPORTER}/proof/schedules.long.test.ts`;

/**
 * The figures that reliability is measured by. `asked`: the goal; `shown`: what tests show now; `short`: what is less than asked, `null` when
 * nothing is; `numbers`: by name in braces, a number that stands in a test, or how often something does (with the flag g).
 */
export const FIGURES = [
  {
    id: "R1",
    title: "Google's faults",
    asked:
      "23 kinds of fault at 7 calls, once, three times and for ever, and 1,000 random schedules: the same bytes, or nothing and a reason",
    shown:
      "{kinds} kinds, at every call of a run that the server sees, its token's too: once, three times in a row and for ever; a later run that has a copy, and one into a bucket, likewise; {schedules} random schedules of one to four faults, with and without Retry-After, some of them after the call was carried out. The table below says what may come of each.",
    short:
      "{schedules} schedules instead of 1,000. A 429 with and without Retry-After, and a fault of the token's server, are counted once here and apart in the goal.",
    numbers: { schedules: [schedules, /isBrief: false \}, \d+, (\d+)\]/] },
    tests: [
      [`${EXPORTER}/proof/prove-matrix.ts`, "%s strikes "],
      [schedules, "random schedules of faults: %s"],
      [`${EXPORTER}/inputs/workbook/client.test.ts`, "a fault that passes changes nothing"],
      [`${EXPORTER}/inputs/workbook/client.test.ts`, "%s ends in a failure, in plain words"],
      [`${EXPORTER}/summary/struck.ts`, "struck by %s in any way, the workbook is the old or the new one, whole"],
    ],
  },
  {
    id: "R2",
    title: "Google's quota",
    asked:
      "60 reads a minute, five workbooks on one account, 200,000 rows: all finish, no minute has more than 60 reads, waits are spread",
    shown:
      "A run after 58 reads of the same account, ten runs in a row and 40 readings by one program finish, on virtual time; no 60 seconds hold more than 60 reads or 60 writes; Retry-After is kept, and waits of callers that failed together are spread.",
    short: "One workbook, of a few rows; five at once on one account are not tried.",
    tests: [
      [`${EXPORTER}/proof/quota.test.ts`, "a run after 58 reads by the same account waits instead of failing"],
      [`${EXPORTER}/proof/quota.test.ts`, "ten runs in a row, each a program of its own, wait for one another's reads"],
      [
        `${EXPORTER}/inputs/workbook/call.test.ts`,
        "waits grow to a cap of 64 seconds, and are spread: callers that failed together do not return together",
      ],
      [
        `${EXPORTER}/inputs/workbook/call.test.ts`,
        "no 60 seconds ever hold more than 60 reads and 60 writes, and neither waits for the other",
      ],
    ],
  },
  {
    id: "R3",
    title: "Edits during a reading",
    asked:
      "1,000 readings amid random edits: each is one version that the workbook had, or refused by name; never older than what the sheet saw",
    shown:
      "{readings} readings amid rows inserted, deleted and sorted, columns moved, headers and tabs renamed, and {runs} whole runs: each is one version, or SHEET_BUSY or a HEADER code, and nothing is published.",
    short:
      "{readings} and {runs} instead of 1,000. The sheet does not tell the exporter how many rows it has, so an answer of Google's that is older than the last edit is not noticed: two equal readings are all there is.",
    numbers: {
      readings: [`${EXPORTER}/proof/torn.long.test.ts`, /test\("(\d+) readings/],
      runs: [`${EXPORTER}/proof/torn.long.test.ts`, /test\("(\d+) runs/],
    },
    tests: [
      [
        `${EXPORTER}/proof/torn.long.test.ts`,
        "500 readings, each of one version that the workbook really had, or refused by name",
      ],
      [
        `${EXPORTER}/proof/torn.long.test.ts`,
        "40 runs, each of which publishes one version, every cell in its column, or nothing",
      ],
      [`${EXPORTER}/inputs/workbook/reading.test.ts`, "for ever, the run is refused rather than given a mixture"],
    ],
  },
  {
    id: "R4",
    title: "Killed with -9",
    asked:
      "at 25 named points, first publish, replacement and two writers, and 500 times at random: the earlier result whole each time, the next run well",
    shown:
      "{points} points of a folder and {bucketPoints} of each kind of bucket, at a first publish and at a replacement; {points} in whole runs of the program; before and after each write to the workbook; in the middle of a load of a database; and of many that come at once, one takes over from the dead.",
    short: "Named points alone: no kills at random moments.",
    tests: [
      [publish, "the first publish: nothing or all of it is there, and the next run succeeds"],
      [publish, "a replacement: the previous snapshot is whole and current until the swap, and orphans are removed"],
      [`${EXPORTER}/e2e/ends-at.ts`, "killed with -9 at %s: the next run succeeds"],
      [bucketKilled, "a replacement: the previous snapshot is whole and current until the swap"],
      [
        `${EXPORTER}/e2e/killed-bucket.long.test.ts`,
        "killed with -9 at %s: the old snapshot is whole, and the next run succeeds",
      ],
      [
        `${EXPORTER}/summary/killed.long.test.ts`,
        "killed with -9 just %s write %i to the workbook, the next run repairs it",
      ],
      [
        `${EXPORTER}/targets/postgres.long.test.ts`,
        "a run that is killed leaves the old state whole; the next one, which finds nothing changed, catches up",
      ],
      [lock, "a dead holder is replaced by exactly one of many who come at once"],
    ],
  },
  {
    id: "R5",
    title: "The disk's faults",
    asked: "no space, an input/output error, no permission, a short write, at each operation until a run passes",
    shown:
      "No space at each of the {points} points; a really full small disk, from no room upwards until a run fits, page by page; the same with two threads, and a full standard output; a place that takes no folders; an input/output error at the swap of forget; of buckets, seven troubles at every request.",
    short: "Input/output errors and short writes are not tried at each operation.",
    tests: [
      [publish, "the run says so, leaves no half-written files, and the next one succeeds"],
      [`${EXPORTER}/publish/publish.long.test.ts`, "a really full disk: the previous snapshot stays whole and current"],
      [
        `${EXPORTER}/e2e/disk-full.long.test.ts`,
        "whatever is being written when the space runs out, the run says so, and the last snapshot stays whole",
      ],
      [`${EXPORTER}/commands/odd-options.test.ts`, "a full disk behind an output"],
      [`${EXPORTER}/commands/run.test.ts`, "an empty file name, and a place that takes no folders, are said in words"],
    ],
  },
  {
    id: "R6",
    title: "At once",
    asked:
      "20 processes, 50 rounds: one publish; a dead holder replaced within a minute; one that slept publishes nothing",
    shown:
      "8 processes and four hosts with networks of their own at one folder, and 20 publishers at each kind of bucket: one wins, the others are told who holds it; {rounds} rounds of two whole runs; whoever presses Export now while one runs joins it; a holder that was killed is replaced at once, one that vanished with its container after its lease of two minutes; one that slept longer than its lease publishes nothing.",
    short:
      "8 and 20 processes, once, instead of 20 in 50 rounds. A holder on another machine is waited for two minutes, not one.",
    numbers: { rounds: [`${EXPORTER}/proof/at-once.test.ts`, /ROUNDS = (\d+)/] },
    tests: [
      [lock, "of many processes started at once, no two are in at the same time, and the rest are told so"],
      [`${EXPORTER}/publish/publishes-into.ts`, "of twenty publishers at once, exactly one wins"],
      [
        `${EXPORTER}/proof/at-once.test.ts`,
        "of two exports at once one publishes, and the other says who holds the folder",
      ],
      [`${EXPORTER}/service/exports.test.ts`, "whoever asks while it runs joins it, also with another kind of proof"],
      [lock, "a holder that slept publishes nothing when %s"],
      [
        `${EXPORTER}/publish/containers.test.ts`,
        "of several hosts on one folder one publishes at a time, whoever comes, and the others are told which",
      ],
      [`${EXPORTER}/publish/containers.test.ts`, "a container that slept longer than its lease publishes nothing"],
    ],
  },
  {
    id: "R7",
    title: "Accounting",
    asked: "50,000 odd rows: read = blank + clean + duplicates + held, each row with its number and one code",
    shown:
      "Every run proves the sum and ends otherwise. {tables} random tables of hostile cells give the counts, verdicts and answers of a slow program that shares no code; every odd cell we know stands in one file, each with what must come of it; rows numbered as a sheet shows them, 900,000 rows apart too.",
    short: "Random tables are small; the published list of naughty strings is not among the cells.",
    numbers: { tables: [`${EXPORTER}/e2e/random-tables.test.ts`, /fc\.sample\(tables, \{ numRuns: (\d+)/] },
    tests: [
      [
        `${EXPORTER}/e2e/random-tables.test.ts`,
        "random tables: counts, verdicts and answers are those of a slow program that shares no code",
      ],
      [`${EXPORTER}/e2e/cells.test.ts`, "every odd cell in one file"],
      [
        `${EXPORTER}/e2e/far-apart.test.ts`,
        "a duplicate 900,000 rows away is found, by two threads, and every row is accounted for",
      ],
      ["shared/verdicts.test.ts", "adds up: read = blank + clean + duplicate + held"],
    ],
  },
  {
    id: "R8",
    title: "Files as they were meant",
    asked: "equal row for row in three readers; 1,000 flipped bits or cuts found",
    shown:
      "DuckDB and hyparquet read what was written, for any table; pyarrow, polars and two Sparks come to the same totals of every column; {flips} random bits in each of three files, and files cut or longer, are found by the reading back that every run does, and one flipped bit by whoever reads a snapshot.",
    short: null,
    numbers: { flips: [`${EXPORTER}/parquet/round-trip.test.ts`, /numRuns: (300)/] },
    tests: [
      [
        `${EXPORTER}/parquet/round-trip.test.ts`,
        "reads the same in DuckDB and hyparquet as what was written, in any number of row groups",
      ],
      [`${EXPORTER}/parquet/round-trip.test.ts`, "of %s cannot have a bit changed unseen, wherever it is"],
      [`${EXPORTER}/parquet/readers.long.test.ts`, "the files of a run are read by"],
      [`${EXPORTER}/publish/snapshots.test.ts`, "a file is proven before it is read: one flipped bit is found"],
    ],
  },
  {
    id: "R9",
    title: "Random inputs",
    asked:
      "5 minutes each for CSV, JSON, the values of Google, timestamps, countries, tokens and the configuration: no crash, no hang",
    shown:
      "Seven targets, CSV, JSON, the values of Google, timestamps, countries, tokens and the configuration, for three seconds each in the long suite, and for as many minutes as LEAD_EXPORT_FUZZ_MINUTES says: what they throw is a failure with its code and way out. CSV beside another reader, damaged JSON, headers, texts and kernel loops beside their twins besides.",
    short: "Minutes for each target are run only when they are asked for; memory is not limited meanwhile.",
    tests: [
      [`${EXPORTER}/fuzz.long.test.ts`, "the values of Google"],
      [`${EXPORTER}/fuzz.long.test.ts`, "tokens"],
      [`${EXPORTER}/fuzz.long.test.ts`, "the configuration"],
      [`${EXPORTER}/inputs/files/against-csv-parse.long.test.ts`, "reads CSV as csv-parse does, for a long time"],
      [
        `${EXPORTER}/inputs/files/csv.test.ts`,
        "random bytes are read or refused in plain words, the same whatever the chunks",
      ],
      [
        `${EXPORTER}/inputs/files/json.test.ts`,
        "any damage to a JSON file is read or refused in plain words, the same whatever the chunks",
      ],
      ["shared/timestamp.test.ts", "no cell throws, and every reading is a whole instant or a problem"],
      ["shared/country.test.ts", "no cell throws, and reading a name again changes nothing"],
      ["shared/headers.test.ts", "nothing throws, and every column is bound, extra or one of a doubled pair"],
    ],
  },
  {
    id: "R10",
    title: "Abuse of the service",
    asked: "50 odd requests: the exact status, no export started, well afterwards",
    shown:
      "Odd paths, methods, bodies, headers, lengths, encodings, keys, floods of idle and half-open sockets, limits for each caller and address, other sites' pages and names: each with its status and code; at the end no export was started and Google was not called. Every answer that the service's description lists can be given, and no other.",
    short: "Who speaks HTTP/2 or TLS to it is not tried.",
    tests: [
      [abuse, "a request of somebody who may"],
      [abuse, "what is no request"],
      [abuse, "connections that ask nothing"],
      [abuse, "none of all this started an export, or made a call of Google"],
      [`${EXPORTER}/service/description.test.ts`, "every answer it lists can be given, and the service gives no other"],
      [`${EXPORTER}/service/exports.test.ts`, "asked to stop, it lets the running export finish, and ends with 0"],
    ],
  },
  {
    id: "R11",
    title: "Tokens and signatures",
    asked: "20 variants refused, with a body that says nothing, and no token in the log",
    shown:
      "{tokens} variants of a bad token and of signed requests with another time, body, path, id or key; a replay after a restart; the whole log has neither token nor address.",
    short: null,
    numbers: { tokens: [abuse, /=> (?:`Bearer|"Bearer|bearer\(|token\(\)|\[bearer|`Basic)/g] },
    tests: [
      [abuse, "%s is refused"],
      [abuse, "a signed request"],
      [
        `${EXPORTER}/service/runs.test.ts`,
        "the id of a signed request is refused as long as its signature is good, and the memory for them is bounded",
      ],
      [`${EXPORTER}/service/exports.test.ts`, "the whole log names nobody, no workbook and no secret"],
    ],
  },
  {
    id: "R12",
    title: "The Summary tab",
    asked: "a fault at each point, a 503 after the write too: wholly old or wholly new, no formula, no other cell",
    shown:
      "All {kinds} kinds at each write and look, before and after Google carried it out, of a new Summary and of one in place of another; whatever stands in workbook and answers, no request has a formula and only columns A to L are written; a second write changes nothing.",
    short: null,
    tests: [
      [`${EXPORTER}/summary/struck.ts`, "struck by %s in any way, the workbook is the old or the new one, whole"],
      [
        `${EXPORTER}/summary/summary-requests.test.ts`,
        "no request has a formula, and every text is written exactly as it is",
      ],
      [
        `${EXPORTER}/summary/summary-requests.test.ts`,
        "the Summary is written in columns A to L only, and no row is moved or removed",
      ],
      [`${EXPORTER}/summary/summary-tab.test.ts`, "a second write changes nothing"],
    ],
  },
  {
    id: "R13",
    title: "Every day",
    asked:
      "60 days: triggers 15 minutes off, three missed, three doubled, two who installed it, a year with clock changes: one publish a local day",
    shown:
      "{days} days with a clock change in the hour of the export, in Berlin and in New York: the minute of the day drawn anew five times, three runs lost, which the hourly look makes up for the same day, three made twice, a second person who takes it over: the exporter is asked once each local day. The trigger runs within 15 minutes of its hour for a year in any zone; a day that failed twice is mailed, and that it works again too.",
    short: "A lost run is made up for within the hour, not mailed.",
    numbers: {
      days: ["appsscript/sixty-days.long.test.ts", /DAYS = (\d+)/],
    },
    tests: [
      ["appsscript/sixty-days.long.test.ts", "one export a local day, also on %s"],
      [
        `${EXPORTER}/service/exports.test.ts`,
        "the same Idempotency-Key is answered with the same export, after its end too; with another request it is refused",
      ],
      [
        "workbench/services/triggers.test.ts",
        "a daily trigger runs once a day within 15 minutes of its minute, at the same minute, across clock changes",
      ],
      ["appsscript/triggers.test.ts", "is one, however often it is installed, and moves with the hour in Settings"],
      ["appsscript/daily.test.ts", "says a second failure in a second mail, and no later one"],
      ["appsscript/daily.test.ts", "the exporter comes back: one export that day, one mail"],
      ["exporter/run/if-due.test.ts", "after a morning that failed, one export the same day"],
    ],
  },
  {
    id: "R14",
    title: "Mail",
    asked: "one mail an event, within a minute; a mail server that is down or slow changes nothing; no names",
    shown:
      "None when all goes well, one when it is tried again, a second when that fails too, one for a stop, one when all is well again; a server that refuses, is down or never answers is told and changes neither snapshot nor exit; no mail holds what stands in a cell.",
    short: null,
    tests: [
      [`${EXPORTER}/mail/retry.test.ts`, "sends nothing when it goes well"],
      [
        `${EXPORTER}/mail/retry.test.ts`,
        "is given up after the second try, with a second mail; standard output stays one JSON object",
      ],
      [`${EXPORTER}/mail/retry.test.ts`, "after bad days, the first run that goes well is told, once"],
      [`${EXPORTER}/mail/retry.test.ts`, "a mail that cannot be sent is told, and the run's own failure stays"],
      [`${EXPORTER}/mail/retry.test.ts`, "no mail holds what stands in a cell"],
    ],
  },
  {
    id: "R15",
    title: "Time",
    asked:
      "5,000 local times in 8 zones and 200,000 serials as Temporal has them; hours that are missing or twice flagged",
    shown:
      "{zones} zones: {times} random times each, and every clock change from 2000 to 2040 from all sides; 200,000 serials exact; missing and doubled hours warn.",
    short: null,
    numbers: {
      zones: ["shared/zone.test.ts", /^ {2}"[A-Z]\w+\/\w+",$/gm],
      times: ["shared/zone.test.ts", /numRuns: (\d+)/],
    },
    tests: [
      ["shared/zone.test.ts", "%s agrees with Temporal"],
      ["shared/zone.test.ts", "around every clock change until 2040"],
      ["shared/timestamp.test.ts", "200,000 whole seconds come back from their serials exactly"],
      [
        `${EXPORTER}/e2e/timestamps.test.ts`,
        "Berlin: the hour that does not exist moves forward, the hour that exists twice is the earlier; both warn",
      ],
    ],
  },
  {
    id: "R16",
    title: "Names and secrets",
    asked: "names, keys and tokens in every test: none in logs, mails, errors, records",
    shown:
      "The fault runs look for names, tokens and keys in every sentence; the service's whole log and every mail likewise; after forget no byte of the name is left in the folder; keys are quoted nowhere.",
    short: "Not in every test: where texts are made for others.",
    tests: [
      [`${EXPORTER}/service/exports.test.ts`, "the whole log names nobody, no workbook and no secret"],
      [`${EXPORTER}/mail/retry.test.ts`, "no mail holds what stands in a cell"],
      [`${EXPORTER}/inputs/workbook/client.test.ts`, "no message holds a token or a key"],
      [`${EXPORTER}/service/command.test.ts`, "a shared key must be there and long enough; no message quotes it"],
      [`${EXPORTER}/publish/forget.test.ts`, "no byte of the name is left in the folder"],
      ["appsscript/daily.test.ts", "no mail names a lead"],
    ],
  },
  {
    id: "R17",
    title: "Large inputs",
    asked: "200,000 rows within a minute and 512 MB; 1 GB of CSV; a packed file that unpacks to 1 GB",
    shown:
      "200,000 rows from the local Google and millions from files are measured by the bench, whose times stand in docs/speed.md; a row beyond 64 MB is refused.",
    short:
      "A limit of memory is not asserted by a test, and what a packed file may unpack to is not limited: files are the administrator's own.",
    tests: [[`${EXPORTER}/inputs/files/csv.test.ts`, "refuses a row larger than 64 MB"]],
  },
  {
    id: "R18",
    title: "A long life",
    asked: "1,000 exports in one process: memory and handles stay as they were",
    shown:
      "{runs} runs in one process, each of another day and published, the oldest snapshot removed by each: memory grows by less than 5 % after the first {warm}, and open files, threads and timers are as many after the last one as then. Exports of the service run in processes of their own, which end.",
    short:
      "{runs} in the long suite; a thousand are run when LEAD_EXPORT_SOAK_RUNS asks for them: on 29 November 2026 they began with 202 MB and ended with 209, with 21 open files and 11 threads from the hundredth to the last.",
    numbers: {
      runs: [`${EXPORTER}/e2e/soak.long.test.ts`, /SOAK_RUNS \?\? (\d+)/],
      warm: [`${EXPORTER}/e2e/soak.long.test.ts`, /WARM = (\d+)/],
    },
    tests: [[`${EXPORTER}/e2e/soak.long.test.ts`, "memory and handles stay as they were"]],
  },
  {
    id: "R19",
    title: "Rows that vanish",
    asked: "no rows, or less than half: not published until a person says so",
    shown:
      "A fall of more than 20 % is stopped, zero rows and zero companies too, each with what vanished and where; a person's reason releases it, in the sheet, on the command line and through the service.",
    short: null,
    tests: [
      [
        `${EXPORTER}/e2e/guard.test.ts`,
        "a fall of exactly 20 % is published; more is stopped, until a person releases it and says why",
      ],
      [
        `${EXPORTER}/e2e/guard.test.ts`,
        "zero rows: nothing is published into an empty folder; released, the snapshot is whole, with zeros",
      ],
      [
        `${EXPORTER}/e2e/guard.test.ts`,
        "a lost current.json does not disarm it; what a person let through is a notice of the snapshot",
      ],
      [
        `${EXPORTER}/service/exports.test.ts`,
        "a stop by the publish guard shows the figures; only who may releases it, by name, once",
      ],
    ],
  },
  {
    id: "R20",
    title: "The same again",
    asked: "rows shuffled, two zones and hosts, 50 times: the same answers; in order, the same bytes",
    shown:
      "Permuted rows give the same counts and answers; the same rows twice are one snapshot; one, two and four threads write the same bytes; random tables do not depend on their order but for ties in time; Spark gives the same ids.",
    short: "One permutation of whole runs; hosts differ in threads alone.",
    tests: [
      [`${EXPORTER}/e2e/forms.test.ts`, "permuting the rows changes no count and no answer"],
      [
        `${EXPORTER}/e2e/forms.test.ts`,
        "the same run twice is one snapshot; the same rows in another file are another",
      ],
      [`${EXPORTER}/e2e/threads.long.test.ts`, "the same bytes come out of one, two and four threads"],
      ["shared/verdicts.test.ts", "does not depend on the order of rows, but for ties in time"],
    ],
  },
  {
    id: "R21",
    title: "What it is made of",
    asked: "a clean clone installs exactly, without scripts; no known hole; signatures verified",
    shown:
      "Every dependency is one exact version; the whole check installs with npm ci --ignore-scripts; every package in the bundle is named in its notices.",
    short: "Holes and signatures are asked of a registry: npm audit and npm audit signatures are for you to run.",
    tests: [
      ["house/package.test.ts", "every dependency is one exact version, and the lock file is of this version"],
      ["house/notices.test.ts", "every package in the program's bundle is named in its notices"],
    ],
  },
];

/** What else a machine does to a program in the course of years, and the test that does it. */
export const MACHINE = [
  [
    "SIGTERM, Ctrl+C, SIGHUP",
    "the lock is released, what is unfinished goes, and it is said",
    `${EXPORTER}/e2e/stopped.test.ts`,
    "%s (exit %i) at %s: the lock is released, what is unfinished is removed, and it is said",
  ],
  [
    "A container vanishes with its lock",
    "the next run takes over after two minutes",
    `${EXPORTER}/publish/containers.test.ts`,
    "of two containers on one folder one publishes",
  ],
  [
    "The clock jumps",
    "a holder that still speaks keeps its lock",
    lock,
    "that seems silent because a clock jumped, and speaks, keeps it",
  ],
  [
    "TMPDIR is missing or a file",
    "told by its own name, or not needed",
    `${EXPORTER}/commands/odd-options.test.ts`,
    "where they are needed, a TMPDIR that is %s is told by its own name",
  ],
  [
    "TZ names no zone",
    "it says what to set",
    `${EXPORTER}/commands/odd-options.test.ts`,
    "%j names no zone: it says what to set",
  ],
  [
    "An option is empty, as an unset variable leaves it",
    "refused, nothing is written",
    `${EXPORTER}/commands/odd-options.test.ts`,
    "what a shell's unset variable leaves empty is refused, and nothing is written where the person happens to be",
  ],
  [
    "Standard output is full or closed",
    "told, or ended quietly",
    `${EXPORTER}/commands/published.test.ts`,
    "a reader that closes the pipe early ends the program quietly",
  ],
  [
    "A snapshot is edited or damaged",
    "found, named, not restored",
    `${EXPORTER}/publish/snapshots.test.ts`,
    "%s (%s) is found, named, and not restored",
  ],
  [
    "The copy for days without Google is damaged",
    "it is none",
    `${EXPORTER}/inputs/copy/fallback.test.ts`,
    "a damaged copy is no copy",
  ],
  [
    "The service is killed and started anew",
    "its exports are known, followed, begun or told as lost",
    `${EXPORTER}/service/restart.test.ts`,
    "what had ended is known with its result, what runs is followed to its end, what waits is begun, and what died is told",
  ],
  [
    "A database or bucket is away",
    "the snapshot stands, it is told, and the next run catches up",
    `${EXPORTER}/targets/run.test.ts`,
    "one that is away holds up neither the snapshot nor the other, is told and mailed, and is caught up by a run that changes nothing",
  ],
  [
    "Pruning or forgetting is stopped half-way",
    "every snapshot is whole, the next try goes on",
    `${EXPORTER}/publish/prunes.ts`,
    "stopped in the middle, a snapshot is gone from the lists, and the next run removes the rest",
  ],
  [
    "The root is read-only",
    "a run publishes, and leaves nothing behind",
    "house/package.long.test.ts",
    "a run publishes, and leaves nothing behind",
  ],
  [
    "Google is away for a week",
    "the last good copy, each day with its age, and then Google's own rows",
    `${EXPORTER}/inputs/copy/fallback.test.ts`,
    "for a week, each day says how old the rows are; when Google is back, so are its own",
  ],
  [
    "The disk is lost, a person is to be forgotten, a version is new",
    "each line of the checklist",
    "deploy/checklist.long.test.ts",
    "every line of the stranger's checklist does what the page says",
  ],
  [
    "A person is to be forgotten where copies went",
    "gone from site, databases and other folders; what is out of reach is named",
    `${EXPORTER}/targets/forget.test.ts`,
    "in tables and histories of a database, in another folder, in the pages of a site; what is out of reach is named",
  ],
];
