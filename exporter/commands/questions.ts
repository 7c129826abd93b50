import { relative } from "node:path";
import type { Command } from "commander";

export function addQuestions(program: Command): void {
  program
    .command("questions")
    .summary("list the questions every run answers")
    .description("Lists the questions every run answers, and how to add one.")
    .addHelpText(
      "after",
      `
Example:
  lead-export questions`,
    )
    .action(questions);
}

async function questions(): Promise<void> {
  const [{ readWhen }, { loadQuestions }, { ASSETS }, { boundsOf, inWords }, { print }, { colours }] =
    await Promise.all([
      import("../inputs/when"),
      import("../questions/question"),
      import("../config/assets"),
      import("../questions/bounds"),
      import("../terminal/output"),
      import("../terminal/colour"),
    ]);
  const { bold, dim } = colours(process.stdout);
  const { asOf, zone } = readWhen({ dateOrder: "mdy" });
  const now = boundsOf(asOf, zone);
  const listed = (await loadQuestions(ASSETS.questions)).map(({ name, title, window, path }) =>
    [bold(name), `  ${title}`, `  ${inWords(window, now)}`, dim(`  ${relative(".", path)}`)].join("\n"),
  );
  const add = [
    "To add one, copy a file under a new name, change its header and its SELECT, and put it beside the others;",
    "in the source tree that is exporter/questions/, then: npm run build",
    "",
    "The header needs title, columns and window. order says where the answer stands, chart how it is drawn, and measure",
    "which column's sum is the leads it counts. A second SELECT below a line -- remainder gives (reason, leads):",
    "the leads the answer leaves out; a reason reads on after a number.",
  ].join("\n");
  await print(`${[...listed, add].join("\n\n")}\n`);
}
