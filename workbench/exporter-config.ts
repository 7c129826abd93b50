import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Host } from "./host/host";
import { provideKeyFile } from "./key-file";
import type { Page } from "./page/server/serve-page";
import { OWNER } from "./server/access";
import type { LocalGoogle } from "./server/start";

interface ConfigParts {
  readonly google: LocalGoogle;
  readonly host: Host;
  readonly id: string;
  readonly page: Page;
  readonly keyFile: string | undefined;
}

/** The exporter's configuration for this workbook, as a data engineer would write it. */
export function writeConfig(folder: string, out: string, { google, host, id, page, keyFile }: ConfigParts): string {
  const keyPath = keyFile ?? join(folder, "key.json");
  const key = provideKeyFile(keyPath, google);
  google.access.share(id, key.client_email, "writer");
  const { audience, certsUrl } = host.services.identity;
  const path = join(folder, "lead-export.config.json");
  const config = {
    spreadsheet: id,
    out,
    keyFile: resolve(keyPath),
    sheetsUrl: google.url,
    site: { folder: join(folder, "site"), address: page.url.replace(/\/$/, "") },
    service: { google: { audiences: [audience], emails: [OWNER], certsUrl }, release: [OWNER] },
  };
  writeFileSync(path, `${JSON.stringify(config, null, 2)}\n`);
  return path;
}
