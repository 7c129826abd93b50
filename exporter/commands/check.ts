import { type Command, Option } from "commander";
import type { CountryDecision } from "../../shared/decisions";
import type { OwnHeader } from "../../shared/own-headers";
import type { ProblemRow } from "../check/problem-row";
import type { WhenOptions } from "../inputs/when";
import type { JudgedTable } from "../rules/judge-table";
import type { StoreSettings } from "../stores/settings";
import { printable } from "../terminal/printable";
import { Failure } from "../words/failure";
import { asOfOption, configOption, csvOption, dateOrderOption, jsonOption, zoneOption } from "./options";

interface CheckOptions extends WhenOptions, StoreSettings {
  spreadsheet?: string;
  leadsTab: string;
  companiesTab: string;
  keyFile?: string;
  sheetsUrl?: string;
  /** Only in the configuration file: headers of the team's own. */
  contract?: readonly OwnHeader[];
  tab?: "leads" | "companies";
  companies?: string;
  /** Only in the configuration file. */
  decisions?: readonly CountryDecision[];
  json?: true;
  csv?: true;
}

export function addCheck(program: Command): void {
  program
    .command("check")
    .argument("[file]", "a Leads or a Companies table; - for standard input")
    .summary("say what is wrong with the rows of one table, and publish nothing")
    .description(
      "Says what becomes of every row of one table, and what is wrong with it. Nothing is published.\n" +
        "Problems in rows are no failure: the exit code is 0.",
    )
    .addOption(
      new Option("--tab <tab>", "which table it is (default: what its headers say)").choices(["leads", "companies"]),
    )
    .option("--companies <file>", "the Companies table, to find leads of unknown companies")
    .option("--spreadsheet <id>", "a tab of a Google Sheets workbook instead: its id or its address")
    .option("--leads-tab <title>", "the workbook's tab with the leads", "Leads")
    .option("--companies-tab <title>", "the workbook's tab with the companies", "Companies")
    .option("--key-file <file>", "key of a service account (default: Google's application default credentials)")
    .option("--sheets-url <url>", "a local Sheets API instead of Google's (or set LEAD_EXPORT_SHEETS_URL)")
    .addOption(configOption())
    .addOption(asOfOption())
    .addOption(zoneOption())
    .addOption(dateOrderOption())
    .addOption(jsonOption())
    .addOption(csvOption())
    .addHelpText(
      "after",
      `
Examples:
  lead-export check sample/leads.csv --companies sample/companies.csv
  lead-export check sample/companies.csv --csv > problems.csv
  lead-export check --spreadsheet 1AbC...xyz --key-file key.json --tab companies`,
    )
    .action(check);
}

async function check(path: string | undefined, _: CheckOptions, command: Command): Promise<void> {
  const [
    { applyCheckConfig },
    { LEADS },
    { checkFile },
    { fileToCheck, workbookToCheck },
    { listProblems },
    { SimilarCompanies },
    { noticesOf },
    { dateOrderNotices },
    { openProgress },
    { decidedCountries },
    { decisionNotices, rowsByDecision },
  ] = await Promise.all([
    import("../config/apply-config"),
    import("../../shared/contract"),
    import("../check/check-file"),
    import("../check/check-input"),
    import("../check/list-problems"),
    import("../check/similar-companies"),
    import("../run/findings"),
    import("../run/date-order-notice"),
    import("../terminal/progress"),
    import("../../shared/decisions"),
    import("../run/decision-notices"),
  ]);
  applyCheckConfig(command, path === undefined);
  const options: CheckOptions = command.opts();
  const { spreadsheet } = options;
  if (path !== undefined && spreadsheet !== undefined) {
    throw new Failure("USAGE", "Both a file and a workbook are named.", { way: "checkOne" });
  }
  const say = (sentence: string) => void process.stderr.write(`${printable(sentence)}\n`);
  const isDateOrderAsked = command.getOptionValueSource("dateOrder") !== "default";
  const progress = await openProgress();
  const open = () => {
    if (path !== undefined) return fileToCheck(path, options, say);
    if (spreadsheet !== undefined) {
      return workbookToCheck({ ...options, spreadsheet, isDateOrderAsked }, progress.onPhase, say);
    }
    throw new Failure("USAGE", "What to check is not said.", { way: "checkOne" });
  };
  const input = await open();
  const { when, decisions, apart } = input;
  const decided = decidedCountries(decisions.countries);
  const checked = checkFile(
    input.file,
    input.contract,
    input.companies,
    when,
    decided,
    new Set(apart),
    progress.onPhase,
  ).finally(progress.end);
  // Gone also when it could not be read.
  await Promise.allSettled([checked]);
  await input.discard();
  const { tab, companies } = await checked;
  const similar = companies === null ? null : new SimilarCompanies(companies);
  const problems = listProblems(tab, when, similar);
  const notices = [
    ...input.notices,
    ...noticesOf(tab),
    ...(tab.contract === LEADS ? dateOrderNotices(tab, when, path === undefined ? "spreadsheet" : "file") : []),
    ...(companies === null ? [] : noticesOf(companies)),
    ...decisionNotices(decisions, rowsByDecision(companies === null ? [tab] : [tab, companies])),
  ];
  if (tab.contract === LEADS && companies === null) {
    const sentence = "Leads were not compared with a Companies table: name one with --companies.";
    notices.push({ code: "NO_COMPANIES", sentence });
  }
  if (options.json) {
    const about = {
      file: input.name,
      tab: tab.contract.tab,
      as_of: new Date(when.asOf).toISOString(),
      zone: when.zone.name,
    };
    return printJsonListing({ ...about, counts: tab.verdicts.counts, notices }, problems);
  }
  if (options.csv) return printCsvListing(problems);
  await printListing(input.name, tab, notices, problems);
}

/** One JSON object, written piece by piece: a large tab has more problems than one string can hold. */
async function printJsonListing(about: object, problems: Iterable<ProblemRow>): Promise<void> {
  const { printAll } = await import("../terminal/output");
  function* pieces() {
    yield `${JSON.stringify(about).slice(0, -1)},"problems":[`;
    let between = "";
    for (const problem of problems) {
      yield between + JSON.stringify(problem);
      between = ",";
    }
    yield "]}\n";
  }
  await printAll(pieces());
}

const CSV_COLUMNS = ["tab", "place", "row", "verdict", "code", "field", "sentence", "suggestion"] as const;

async function printCsvListing(problems: Iterable<ProblemRow>): Promise<void> {
  const [{ printAll }, { csvLine }] = await Promise.all([import("../terminal/output"), import("../words/csv")]);
  function* lines() {
    yield csvLine(CSV_COLUMNS);
    for (const problem of problems) yield csvLine(CSV_COLUMNS.map((column) => problem[column]));
  }
  await printAll(lines());
}

async function printListing(
  path: string,
  tab: JudgedTable,
  notices: { sentence: string }[],
  problems: Iterable<ProblemRow>,
): Promise<void> {
  const [{ printAll }, { listing }, { accounting }, { noticeLines }] = await Promise.all([
    import("../terminal/output"),
    import("../terminal/listing"),
    import("../terminal/accounting"),
    import("../terminal/report"),
  ]);
  function* pieces() {
    yield `${path}\n\n${accounting([{ tab: tab.contract.tab, counts: tab.verdicts.counts }])}\n`;
    if (notices.length > 0) yield `\n${noticeLines(notices)}\n`;
    if (tab.verdicts.counts.read === 0) yield "\nThe table has no rows.\n";
    else yield* listing(problems, process.stdout.isTTY === true);
  }
  await printAll(pieces());
}
