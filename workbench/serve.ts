import pc from "picocolors";
import { provideKeyFile } from "./key-file";
import { onPort } from "./on-port";
import { openBooks, type ServeOptions } from "./open-books";
import { startServer } from "./server/start";

/** Serves one workbook, prints where, and returns a function that saves and stops. */
export async function serve(options: ServeOptions): Promise<() => Promise<void>> {
  const { books, id, saving } = openBooks(options);
  const onChange = options.book === undefined ? {} : { onChange: saving.changed };
  const google = await onPort(options.port, (port) =>
    startServer({ port, books, quota: options.quota ?? false, ...onChange }),
  );

  const bold = process.stdout.isTTY ? pc.bold : String;
  const lines = [`Listening on ${bold(google.url)}`, `Workbook: ${bold(id)}`, `Token: ${bold(google.token)}`];
  if (options.keyFile !== undefined) {
    const key = provideKeyFile(options.keyFile, google);
    google.access.share(id, key.client_email, "writer");
    lines.push(`Key file: ${bold(options.keyFile)}`, `Shared with: ${bold(key.client_email)}`);
  }
  process.stdout.write(`${lines.join("\n")}\n`);

  return async () => {
    await google.close();
    saving.flush();
  };
}
