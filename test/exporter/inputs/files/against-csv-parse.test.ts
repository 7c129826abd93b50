import { expect, it } from "vitest";
import { agreesWithCsvParse } from "./against-csv-parse";
import { removeFilesAfterwards } from "./reading";

removeFilesAfterwards();

it("reads CSV as csv-parse does, whatever the mix of quotes, spaces, delimiters and line ends", async () => {
  await expect(agreesWithCsvParse(600, 20_261_128)).resolves.toBeUndefined();
});
