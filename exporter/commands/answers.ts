import type { Command } from "commander";
import { answerPath } from "../questions/answer-path";
import { configOption, jsonOption, outOption } from "./options";

export function addAnswers(program: Command): void {
  program
    .command("answers")
    .argument("[snapshot]", "which snapshot (default: the current one)")
    .summary("show the answers of a snapshot")
    .description("Shows the answers of a snapshot, with its accounting.")
    .addOption(outOption())
    .addOption(configOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
Examples:
  lead-export answers
  lead-export answers 2026-11-22T110000Z-1a2b3c4d --json`,
    )
    .action(answers);
}

async function answers(snapshot: string | undefined, { json }: { json?: true }, command: Command): Promise<void> {
  const [{ applyPlaceConfig }, { openStore }, { requireCurrent }, { readManifest }, { verify }, { publishedAnswers }] =
    await Promise.all([
      import("../config/apply-config"),
      import("../stores/open-store"),
      import("../publish/current"),
      import("../publish/manifest"),
      import("../publish/verify"),
      import("../run/report"),
    ]);
  const store = await openStore(applyPlaceConfig(command));
  const name = snapshot ?? (await requireCurrent(store)).snapshot;
  const { questions } = await readManifest(store, name);
  const read = questions.map(({ question }) => answerPath(question));
  const report = await publishedAnswers(store, await verify(store, name, read));
  const { print, printJson } = await import("../terminal/output");
  if (json) return printJson((await import("../terminal/report-json")).reportJson(report));
  const { reportText } = await import("../terminal/report");
  await print(reportText(report, store.name));
}
