import { expect, onTestFinished, test } from "vitest";
import type { Failure } from "../../../exporter/words/failure";
import { openStage } from "./stage";

const ROUNDS = 8;

test(`of two exports at once one publishes, and the other says who holds the folder (${ROUNDS} times)`, async () => {
  const stage = await openStage();
  onTestFinished(stage.close);
  const reset = stage.save();
  for (let round = 0; round < ROUNDS; round++) {
    reset();
    const both = await Promise.all([stage.run(), stage.run()]);
    expect(both.filter(({ result }) => result?.published && result.summaryFailure === undefined)).toHaveLength(1);
    const [refused] = both.flatMap(({ failure }) => (failure === null ? [] : [failure as Failure]));
    expect(refused).toMatchObject({ code: "LOCKED", exit: 6 });
    const { snapshots, records } = stage.left();
    expect(snapshots).toHaveLength(1);
    expect(records).toEqual([expect.stringMatching(new RegExp(`^published.*${snapshots[0]}`))]);
  }

  const { result } = await stage.run();
  expect(result).toMatchObject({ published: false, report: { snapshot: stage.left().snapshot } });
  expect(stage.left().snapshots).toHaveLength(1);
});
