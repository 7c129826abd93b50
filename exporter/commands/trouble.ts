import { readFile, rm, writeFile } from "node:fs/promises";
import * as v from "valibot";
import type { Attempt } from "../mail/run-mail";
import { layout } from "../publish/layout";

const trouble = v.object({ code: v.string(), at: v.pipe(v.string(), v.isoTimestamp()) });

/** How the last run nobody watched ended, when it ended badly. */
export type Trouble = v.InferOutput<typeof trouble>;

/** Keeps it beside the snapshots. Where nothing can be written, the recovery is not told, and that is all. */
export async function rememberTrouble(out: string, { failure, at }: Attempt): Promise<void> {
  const value: Trouble = { code: failure.code, at: new Date(at).toISOString() };
  await writeFile(layout(out).trouble, `${JSON.stringify(value)}\n`).catch(() => {});
}

/** `null`: the last such run went well, or nothing is known. */
export async function rememberedTrouble(out: string): Promise<Trouble | null> {
  try {
    return v.parse(trouble, JSON.parse(await readFile(layout(out).trouble, "utf8")));
  } catch {
    return null;
  }
}

export function forgetTrouble(out: string): Promise<void> {
  return rm(layout(out).trouble, { force: true });
}
