import type { Execution } from "../realm/execution";
import type { Like } from "../realm/google";
import { surface } from "../realm/surface";
import { blobOf, textOf } from "./blob";
import { signedBytes } from "./bytes";
import type { NetReply } from "./net-thread";

/** What `UrlFetchApp.fetch` gives the script. Headers keep the names the server wrote; of a repeated one `getHeaders` has the last. */
export function responseOf(execution: Execution, reply: Extract<NetReply, { status: number }>): object {
  const bytes = Buffer.from(reply.body);
  const all = new Map<string, string[]>();
  for (let at = 0; at < reply.rawHeaders.length; at += 2) {
    const [name, value] = [reply.rawHeaders[at], reply.rawHeaders[at + 1]];
    all.set(name, [...(all.get(name) ?? []), value]);
  }
  const { array, object } = execution.realm;
  return surface(execution.realm, "HTTPResponse", {
    getResponseCode: () => reply.status,
    getContentText: (charset: unknown = "UTF-8") => textOf(execution, bytes, charset),
    getContent: () => signedBytes(execution, bytes),
    getBlob: () => {
      const type = [...all].find(([name]) => name.toLowerCase() === "content-type")?.[1][0];
      return blobOf(execution, { bytes, contentType: type ?? null, name: null });
    },
    getHeaders: () => object(Object.fromEntries([...all].map(([name, values]) => [name, values.at(-1)]))),
    getAllHeaders: () =>
      object(
        Object.fromEntries([...all].map(([name, values]) => [name, values.length === 1 ? values[0] : array(values)])),
      ),
  } satisfies Like<GoogleAppsScript.URL_Fetch.HTTPResponse>);
}
