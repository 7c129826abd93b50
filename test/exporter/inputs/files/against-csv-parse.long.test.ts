import { expect, it } from "vitest";
import { agreesWithCsvParse } from "./against-csv-parse";
import { removeFilesAfterwards } from "./reading";

removeFilesAfterwards();

it("reads CSV as csv-parse does, for a long time", async () => {
  await expect(agreesWithCsvParse(20_000)).resolves.toBeUndefined();
}, 1_200_000);
