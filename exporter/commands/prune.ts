import type { Command } from "commander";
import { Failure } from "../words/failure";
import { configOption, jsonOption, outOption } from "./options";

export function addPrune(program: Command): void {
  program
    .command("prune")
    .summary("remove the snapshots that need not stay")
    .description(
      "Removes the snapshots that the configuration does not keep; the current one always stays. Every run does so too, after publishing.",
    )
    .addOption(outOption())
    .addOption(configOption())
    .option("--dry-run", "only list them")
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
Examples:
  lead-export prune --dry-run
  lead-export prune --out s3://bucket/leads --config lead-export.config.json

In the configuration: the 30 newest, the newest of each of 60 days, and of each of 24 months:
  "keep": { "last": 30, "daily": 60, "monthly": 24 }`,
    )
    .action(pruneCommand);
}

async function pruneCommand({ dryRun, json }: { dryRun?: true; json?: true }, command: Command): Promise<void> {
  const [{ applyPlaceConfig }, { readConfig }, { openStore }, { listSnapshots }, { outlived }, { withLock }, output] =
    await Promise.all([
      import("../config/apply-config"),
      import("../config/config"),
      import("../stores/open-store"),
      import("../publish/history"),
      import("../publish/outlived"),
      import("../publish/with-lock"),
      import("../terminal/output"),
    ]);
  const { keep } = readConfig(command.getOptionValue("config"));
  if (keep === undefined) throw new Failure("USAGE", "The configuration does not say what to keep.", { way: "keep" });
  const place = applyPlaceConfig(command);
  const store = await openStore(place);
  const before = await listSnapshots(store);
  const removed = dryRun
    ? outlived(before, keep)
    : before.length === 0
      ? []
      : await withLock(store, async (lock) => {
          const [{ ASSETS }, { prune }, { showCurrent }] = await Promise.all([
            import("../config/assets"),
            import("../publish/prune"),
            import("../run/pages"),
          ]);
          const names = await prune(store, lock, keep);
          if (names.length > 0) await showCurrent(place, store, ASSETS.dashboard);
          return names;
        });
  const kept = before.map(({ snapshot }) => snapshot).filter((name) => !removed.includes(name));
  if (json) return output.printJson({ dry_run: dryRun === true, removed, kept });
  const { countOf } = await import("../../shared/numbers");
  const done = dryRun ? "Would remove" : "Removed";
  const names = removed.map((name) => `  ${name}\n`).join("");
  await output.print(
    `${done} ${countOf(removed.length, "snapshot")}, ${dryRun ? "keep" : "kept"} ${countOf(kept.length, "snapshot")}.\n${names}`,
  );
}
