import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure } from "../words/failure";
import { beforeEnd } from "./before-end";
import { errorCode } from "./disk";

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "is missing",
  ENOTDIR: "is no folder",
  ENOSPC: "is on a full disk",
  EDQUOT: "is on a full disk",
  EROFS: "is on a disk that takes no writing",
  EACCES: "is closed to this user",
  EPERM: "is closed to this user",
};

/** Makes a new folder for files that only this command needs; its caller removes it, or a signal. Throws `TEMPORARY_FOLDER`, which names the place and not `out`. */
export async function temporaryFolder(): Promise<string> {
  try {
    const folder = await mkdtemp(join(tmpdir(), "lead-export-"));
    beforeEnd(() => rm(folder, { recursive: true, force: true }));
    return folder;
  } catch (error) {
    const reason = REASONS[errorCode(error) ?? ""];
    if (reason === undefined) throw error;
    throw new Failure("TEMPORARY_FOLDER", `The folder for temporary files, ${tmpdir()}, ${reason}.`, { cause: error });
  }
}
