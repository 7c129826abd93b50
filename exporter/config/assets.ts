import { fileURLToPath } from "node:url";

const beside = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What is built ahead and lies beside the program in `dist/`. */
export const ASSETS = {
  /** Every `.sql` file in here is a question. */
  questions: beside("./questions"),
  /** The dashboard without its data. */
  dashboard: beside("./dashboard.html"),
} as const;
