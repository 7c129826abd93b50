import { join } from "node:path";
import { beforeAll, describe } from "vitest";
import { isHere, named, openBuckets } from "../stores/servers";
import { proveMatrix } from "./prove-matrix";

// Google's faults in a run that publishes to a bucket, whose copy for days without Google lies there too: one call of each kind.
describe.skipIf(!isHere("s3"))(named("s3"), () => {
  let folder: string;
  beforeAll(async () => {
    const server = await openBuckets("s3");
    folder = server.folder;
    return server.close;
  });
  const place = (name: string) => () => ({ out: `s3://leads/${name}`, folder: join(folder, name) });

  const first = { hasCopy: false, isBrief: true };
  proveMatrix(
    "a first run",
    first,
    "first only",
    ({ isBig, isAfter, isWrite }) => isBig || (isAfter && isWrite),
    place("first"),
  );
  const later = { hasCopy: true, isBrief: true };
  proveMatrix(
    "a later run",
    later,
    "for ever",
    ({ isBig, isAfter, endpoint }) => !isAfter && (isBig || endpoint === "token"),
    place("later"),
  );
});
