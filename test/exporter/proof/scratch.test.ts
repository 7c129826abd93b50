import { test } from "vitest";
import { openStage } from "./stage";
import { Session } from "node:inspector/promises";
import { writeFileSync, rmSync } from "node:fs";
import { join } from "node:path";
test("x", async () => {
  const stage = await openStage();
  const back = stage.save();
  for (let i = 0; i < 8; i++) { back(); await stage.run(); }
  const s = new Session(); s.connect(); await s.post("Profiler.enable"); await s.post("Profiler.start");
  let t = performance.now(), c = process.cpuUsage();
  for (let i = 0; i < 10; i++) { back(); await stage.run(); }
  let d = process.cpuUsage(c);
  console.log("full", (performance.now() - t) / 10, (d.user + d.system) / 1e4);
  const { profile } = await s.post("Profiler.stop"); writeFileSync("/work/helpers/proof/p.cpuprofile", JSON.stringify(profile));
  rmSync(join(stage.out, "current.json"));
  const back2 = stage.save();
  t = performance.now(), c = process.cpuUsage();
  for (let i = 0; i < 10; i++) { back2(); const r = await stage.run(); if (i===0) console.log(r.result?.published, r.result?.reason); }
  d = process.cpuUsage(c);
  console.log("quick", (performance.now() - t) / 10, (d.user + d.system) / 1e4);
  stage.onCall = () => {};
  t = performance.now(), c = process.cpuUsage();
  for (let i = 0; i < 10; i++) { back(); stage.google.faults.always("403"); await stage.run(); }
  d = process.cpuUsage(c);
  console.log("refused", (performance.now() - t) / 10, (d.user + d.system) / 1e4);
  await stage.close();
}, 100000);
