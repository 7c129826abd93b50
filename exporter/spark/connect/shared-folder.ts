import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../../words/failure";
import { quoted } from "../plan";
import { StatementFailed } from "./lasting-calls";
import type { Session } from "./session";

/**
 * Proves that a folder is the same for this machine and for Spark: what Spark writes there is to be read here. Throws `SPARK_NOT_SHARED`.
 */
export async function proveShared(session: Session, folder: string, server: string): Promise<void> {
  const path = join(folder, "seen-by-both.txt");
  const word = randomUUID();
  await writeFile(path, word);
  const view = `CREATE OR REPLACE TEMPORARY VIEW seen USING text OPTIONS (path ${quoted(`file://${path}`)})`;
  const nothing = () => {};
  let found: unknown;
  try {
    await session.run(view, undefined, nothing);
    [found] = await session.rows("SELECT value FROM seen", undefined, nothing);
  } catch (error) {
    if (!(error instanceof StatementFailed)) throw error;
    if (!/PATH_NOT_FOUND|FileNotFound|does not exist/.test(error.message)) throw error;
  }
  await rm(path);
  if ((found as { value?: unknown } | undefined)?.value === word) return;
  throw new Failure("SPARK_NOT_SHARED", `Spark at ${server} does not see the folder ${folder} of this machine.`);
}
