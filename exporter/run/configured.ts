import type { SheetOptions } from "../inputs/sheet-source";
import { storeSettings } from "../stores/settings";
import type { RunRequest } from "./result";

type Settings =
  | "guard"
  | "keep"
  | "questions"
  | "site"
  | "dashboard"
  | "targets"
  | "mail"
  | "webhooks"
  | "out"
  | "s3"
  | "gcs"
  | "azure";

/** Returns what a configuration says of a run, whoever starts it: where it publishes, and what becomes of that. */
export function configured(options: Pick<SheetOptions, Settings>) {
  const { out, guard, keep, questions, site, dashboard, targets, mail, webhooks } = options;
  return {
    ...storeSettings(options),
    ...{ out, guard, keep, questions, site, dashboard, targets },
    readers: { mail, webhooks, site: site?.address },
  } satisfies Partial<RunRequest>;
}
