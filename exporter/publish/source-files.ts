import type { SourceFile } from "../questions/adhoc-tables";
import type { Manifest } from "./manifest";

/** The files that a snapshot's rows came from, each with its rows: the header of a file is the row above its first one. */
export function sourceFiles({ sources, counts }: Pick<Manifest, "sources" | "counts">): SourceFile[] {
  return sources.flatMap((source) => {
    const { tab } = source;
    const { read } = tab === "Leads" ? counts.leads : counts.companies;
    const path = source.kind === "file" ? source.path : source.tab_title;
    const files = (source.kind === "file" && source.files) || [{ path, first_row: 2, last_row: read + 1 }];
    return files.map((file) => ({ tab, ...file }));
  });
}
