import { join } from "node:path";
import { pino } from "pino";
import * as v from "valibot";
import { afterAll } from "vitest";
import { serviceSettings } from "../../../exporter/config/service-settings";
import { makeApp } from "../../../exporter/service/app";
import { makeAuthenticate } from "../../../exporter/service/authenticate";
import { listen } from "../../../exporter/service/listen";
import { makeMetrics } from "../../../exporter/service/metrics";
import { RunFiles } from "../../../exporter/service/run-files";
import type { RunEnd, RunJob, RunMessage } from "../../../exporter/service/run-messages";
import type { RunExit } from "../../../exporter/service/run-process";
import { Runs } from "../../../exporter/service/runs";
import { temporaryFolder } from "../commands/cli";
import type { Answer } from "./description";
import { held } from "./description";
import { type Asked, send } from "./service";

const folder = temporaryFolder();
let places = 0;

/** A process of a run that does what the test says. */
export interface Acted {
  readonly job: RunJob;
  tell(message: RunMessage): void;
  exit(exit?: RunExit): void;
  /** Tells how it ended, and exits. */
  end(end: RunEnd): void;
  isStopped: boolean;
}

/** Runs whose processes are acted by the test. */
export function actedRuns(workbooks: string[]) {
  const acted: Acted[] = [];
  const ended: string[] = [];
  const runs = new Runs({
    workbooks: new Map(
      workbooks.map((spreadsheet) => [
        spreadsheet,
        {
          spreadsheet,
          out: spreadsheet,
          leadsTab: "Leads",
          companiesTab: "Companies",
          dateOrder: "mdy",
          isDateOrderAsked: false,
        },
      ]),
    ),
    runMinutes: 30,
    secrets: [],
    start: (job, _, tell, onExit) => {
      const one: Acted = {
        job,
        tell,
        exit: (exit = { code: 0, signal: null }) => onExit(exit),
        end: (end) => {
          tell({ kind: "ended", end, trace: [] });
          onExit({ code: 0, signal: null });
        },
        isStopped: false,
      };
      acted.push(one);
      return {
        child: null,
        stop: () => {
          one.isStopped = true;
        },
      };
    },
    files: new RunFiles(new Map(workbooks.map((id) => [id, join(folder, String(++places))]))),
    events: { started: () => {}, ended: ({ told }) => ended.push(told.id) },
  });
  return { runs, acted, ended };
}

/** The service in this process, over real HTTP. */
export async function serveInside(service: object, workbooks: string[]) {
  const settings = v.parse(serviceSettings, service);
  const { runs, acted } = actedRuns(workbooks);
  const state = { isStopping: false };
  const metrics = makeMetrics(() => runs.counts, []);
  const app = makeApp({
    authenticate: makeAuthenticate(settings),
    localUser: "tester",
    limits: settings.limits,
    runs,
    metrics,
    log: pino({ level: "silent" }),
    isStopping: () => state.isStopping,
  });
  const { server, url } = await listen(app, { host: "127.0.0.1", port: 0 }, () => {});
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  const ask = async (path: string, asked: Asked = {}): Promise<Answer> =>
    held(asked.method ?? "GET", path, await send(url, path, asked));
  return { url, runs, acted, state, metrics, ask };
}
