import type { Command } from "commander";
import { Failure } from "../words/failure";
import { configOption, outOption } from "./options";

export function addRestore(program: Command): void {
  program
    .command("restore")
    .argument("<snapshot>", "the snapshot's name, as history lists it")
    .summary("make an earlier snapshot current again")
    .description("Makes an earlier snapshot current again, once all of its files are proven as published.")
    .addOption(outOption())
    .addOption(configOption())
    .addHelpText(
      "after",
      `
Example:
  lead-export restore 2026-11-22T110000Z-1a2b3c4d`,
    )
    .action(async (snapshot: string, _: object, command: Command) => {
      const [{ applyPlaceConfig }, { ASSETS }, { openStore }, { restore }, { showCurrent }, { print }] =
        await Promise.all([
          import("../config/apply-config"),
          import("../config/assets"),
          import("../stores/open-store"),
          import("../publish/restore"),
          import("../run/pages"),
          import("../terminal/output"),
        ]);
      const place = applyPlaceConfig(command);
      const store = await openStore(place);
      await restore(store, snapshot, () => showCurrent(place, store, ASSETS.dashboard)).catch(restoreAnother);
      await print(`Snapshot ${snapshot} is current again.\n`);
    });
}

/** Running again, which otherwise helps, would not bring this one back. */
function restoreAnother(error: unknown): never {
  if (!(error instanceof Failure) || error.code !== "SNAPSHOT_CHANGED") throw error;
  throw new Failure("SNAPSHOT_CHANGED", error.message, { way: "restore", cause: error });
}
