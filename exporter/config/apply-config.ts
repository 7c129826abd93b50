import { resolve } from "node:path";
import type { Command } from "commander";
import { protectFiles } from "../stores/protect-files";
import { type Place, storeSettings } from "../stores/settings";
import { Failure } from "../words/failure";
import { type Config, readConfig } from "./config";

/** What only a run from files, or only one from a workbook, has. */
const OF_FILES = ["leads", "companies"] as const;
const OF_WORKBOOK = ["spreadsheet", "leadsTab", "companiesTab", "keyFile", "sheetsUrl", "fallback"] as const;

/**
 * Fills in what the command line leaves open from the configuration file, as if it had been typed, and says which form the run has:
 * from files or from a workbook, exactly one. What is typed wins; typing one form leaves the other in the file out.
 */
export function applyConfig(command: Command): "files" | "workbook" {
  const isTyped = (name: string) => command.getOptionValueSource(name) === "cli";
  const config = readConfig(command.getOptionValue("config"));
  if (config.readableBy !== undefined) protectFiles(config.readableBy);
  const typedFiles = OF_FILES.some(isTyped);
  const typedWorkbook = isTyped("spreadsheet");
  if (typedFiles && typedWorkbook) throw bothForms("The command names");
  const isConfigured = {
    files: OF_FILES.some((name) => config[name] !== undefined),
    workbook: config.spreadsheet !== undefined,
  };
  const isOpen = !typedFiles && !typedWorkbook;
  if (isOpen && isConfigured.files && isConfigured.workbook) throw bothForms("The configuration names");
  const form = typedWorkbook || (isOpen && isConfigured.workbook) ? "workbook" : "files";

  const other: readonly string[] = form === "files" ? OF_WORKBOOK : OF_FILES;
  const misplaced = other.find(isTyped);
  if (misplaced !== undefined) {
    const flag = command.options.find((option) => option.attributeName() === misplaced)!.long;
    throw new Failure("USAGE", `The option ${flag} belongs to a run from a workbook, but no workbook is named.`, {
      way: "workbookMissing",
    });
  }
  for (const [name, value] of Object.entries(config)) {
    if (!isTyped(name) && !other.includes(name)) command.setOptionValueWithSource(name, value, "config");
  }
  return form;
}

/**
 * Fills in what a check leaves open from the configuration file: where and how a run would read the same table, and with `isOpen`, when no
 * file is named, which workbook.
 */
export function applyCheckConfig(command: Command, isOpen: boolean): void {
  const config = readConfig(command.getOptionValue("config"));
  const { companies, zone, dateOrder, contract, decisions } = config;
  const { spreadsheet, leadsTab, companiesTab, keyFile, sheetsUrl } = config;
  const workbook = isOpen ? { spreadsheet, leadsTab, companiesTab, keyFile, sheetsUrl } : { companies };
  const open = { zone, dateOrder, contract, decisions, ...workbook, ...storeSettings(config) };
  for (const [name, value] of Object.entries(open)) {
    const isTyped = command.getOptionValueSource(name) === "cli";
    if (!isTyped && value !== undefined) command.setOptionValueWithSource(name, value, "config");
  }
}

/**
 * Fills in where the snapshots are, their pages and their targets from the configuration file. What is typed wins; a place that a workbook of the
 * service exports to has that workbook's own.
 */
export function applyPlaceConfig(command: Command): Place & Pick<Config, "site" | "dashboard" | "targets"> {
  const config = readConfig(command.getOptionValue("config"));
  if (config.readableBy !== undefined) protectFiles(config.readableBy);
  const isTyped = command.getOptionValueSource("out") === "cli";
  const out = (isTyped ? undefined : config.out) ?? command.getOptionValue("out");
  const workbook = config.service?.workbooks?.find((one) => resolve(one.out) === resolve(out));
  const { site, dashboard, targets } = workbook ?? config;
  return { ...storeSettings(config), site, dashboard, targets, out };
}

function bothForms(who: string): Failure {
  return new Failure("USAGE", `${who} both a workbook and files.`, { way: "workbookAndFiles" });
}
