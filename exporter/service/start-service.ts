import * as v from "valibot";
import type { Config } from "../config/config";
import { serviceSettings } from "../config/service-settings";
import { FALLBACK } from "../inputs/copy/notice";
import { Failure } from "../words/failure";
import { isThisMachine } from "../words/this-machine";
import { makeApp } from "./app";
import { makeAuthenticate } from "./authenticate";
import { listen } from "./listen";
import { makeLog, runLog } from "./log";
import { makeMetrics } from "./metrics";
import { RunFiles } from "./run-files";
import { startRun } from "./run-process";
import { Runs } from "./runs";
import { configuredWorkbooks } from "./workbooks";

export interface Service {
  readonly url: string;
  /** Nobody has to sign in, and only this machine is served. */
  readonly isOpen: boolean;
  /** Starts no more exports; waits for those that run, for a while; closes. */
  stop(): Promise<void>;
  /** Does not wait any longer. */
  stopNow(): void;
}

/** Starts the service. Throws what is wrong with the configuration (exit 2), `SERVE_OPEN`, `PORT_TAKEN`. */
export async function startService(
  config: Config,
  place: { host: string; port: number },
  localUser: string,
): Promise<Service> {
  const settings = config.service ?? v.parse(serviceSettings, {});
  const { limits, hmac = [] } = settings;
  const workbooks = configuredWorkbooks(config);
  const authenticate = makeAuthenticate(settings);
  if (authenticate === null && !isThisMachine(place.host)) throw open(place.host);
  const log = makeLog();
  const inLog = runLog(log);
  const metrics = makeMetrics(() => runs.counts, [...workbooks.values()]);
  const runs = new Runs({
    workbooks,
    runMinutes: limits.runMinutes,
    secrets: hmac.flatMap(({ env }) => (env === undefined ? [] : [env])),
    start: startRun,
    files: new RunFiles(new Map([...workbooks].map(([id, { out }]) => [id, out]))),
    events: {
      started: (run) => {
        metrics.runStarted();
        inLog.started(run);
      },
      ended: (run, details) => {
        metrics.runEnded(run.told.state, details.ms, run.told.error?.code === FALLBACK);
        inLog.ended(run, details);
      },
    },
  });
  let isStopping = false;
  const app = makeApp({ authenticate, localUser, limits, runs, metrics, log, isStopping: () => isStopping });
  const { server, url } = await listen(app, place, (code) => {
    metrics.refused(code);
    log.warn({ code }, "refused");
  });
  log.info({ signIn: authenticate !== null, workbooks: workbooks.size }, "listening");
  return {
    url,
    isOpen: authenticate === null,
    stop: async () => {
      isStopping = true;
      log.info(runs.counts, "stopping");
      await runs.stop(limits.graceSeconds * 1000);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 1000).unref();
      });
      log.info("stopped");
    },
    stopNow: () => runs.stopNow(),
  };
}

function open(host: string): Failure {
  return new Failure("SERVE_OPEN", `Nobody would have to sign in, and everyone who reaches ${host} could export.`);
}
