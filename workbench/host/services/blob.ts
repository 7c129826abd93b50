import type { Execution } from "../realm/execution";
import type { Like } from "../realm/google";
import { surface } from "../realm/surface";
import { signedBytes } from "./bytes";
import { notImplemented } from "./refusal";

export interface BlobContent {
  bytes: Buffer;
  contentType: string | null;
  name: string | null;
}

/** A blob as the script sees it. `behind` gives its content back. */
export function blobOf(execution: Execution, content: BlobContent): object {
  const self: object = surface(
    execution.realm,
    "Blob",
    {
      getBytes: () => signedBytes(execution, content.bytes),
      getDataAsString: (charset: unknown = "UTF-8") => textOf(execution, content.bytes, charset),
      getContentType: () => content.contentType,
      setContentType: (type: string | null) => {
        content.contentType = type;
        return self;
      },
      getName: () => content.name,
      setName: (name: string) => {
        content.name = name;
        return self;
      },
      copyBlob: () => blobOf(execution, { ...content }),
    } satisfies Like<GoogleAppsScript.Base.Blob>,
    content,
  );
  return self;
}

/** Bytes as text in a charset that Java names. */
export function textOf(execution: Execution, bytes: Buffer, charset: unknown): string {
  try {
    return new TextDecoder(String(charset), { ignoreBOM: true }).decode(bytes);
  } catch {
    return notImplemented(execution, `The charset ${charset}`);
  }
}
