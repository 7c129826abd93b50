import { beforeEnd, unlessEnding } from "../../stores/before-end";
import { Failure } from "../../words/failure";
import type { Send } from "../plan";
import type { ConnectAddress } from "./address";
import { SessionLost, StatementFailed } from "./lasting-calls";
import { runPlan } from "./run-plan";
import { openService } from "./service";
import { Session } from "./session";
import { proveShared } from "./shared-folder";
import { isDenied, serviceError } from "./trouble";

export interface ConnectorOptions {
  readonly address: ConnectAddress;
  /** Settings of the session. */
  readonly conf: Readonly<Record<string, string>>;
  /** A folder that this machine and Spark share; `null`: they share none, but a bucket. */
  readonly folder: string | null;
  /** How long (ms) a server that cannot be reached any more is asked again. */
  readonly patience: number;
}

/** Since when statements take arguments, and an answer that broke off can be asked for again. */
const OLDEST = [3, 5] as const;

/** Sends the statements of a plan to a Connect server, one after the other. */
export function connector({ address, conf, folder, patience }: ConnectorOptions): Send {
  const { server } = address;
  return async (plan, onStep) => {
    const session = new Session(openService(address), address.user, patience);
    const back = beforeEnd(async () => {
      await session.interrupt();
      await session.close();
    });
    let done: number | null = null;
    try {
      refuseOld(await session.version(), server);
      done = 0;
      await session.set({ ...conf, ...plan.conf });
      if (folder !== null) await proveShared(session, folder, server);
      return await runPlan(session, plan, (...told) => {
        done = Math.floor(told[0]);
        onStep(...told);
      });
    } catch (error) {
      throw whyNot(error, server, done, plan.steps.length);
    } finally {
      await unlessEnding();
      back();
      await session.close();
    }
  };
}

function refuseOld(version: string, server: string): void {
  const [major, minor] = version.split(".").map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  throw new Failure("SPARK_TOO_OLD", `Spark at ${server} is ${version || "of a version that it does not say"}.`);
}

/** @param done how many steps were done; `null`: the server has not answered yet */
function whyNot(thrown: unknown, server: string, done: number | null, of: number): unknown {
  const lost = (why: string) =>
    new Failure("SPARK_LOST", `Spark at ${server} was lost after step ${done} of ${of}: ${why}`, { cause: thrown });
  if (thrown instanceof Failure) return thrown;
  if (thrown instanceof SessionLost) return lost(thrown.message);
  if (thrown instanceof StatementFailed) {
    return new Failure("SPARK_FAILED", `Spark could not begin: ${thrown.message.split("\n")[0]}`, { cause: thrown });
  }
  const error = serviceError(thrown);
  // gRPC's own library ends with a note in which mostly nothing stands.
  const why = error.details.replace(/\s*Resolution note:\s*$/, "").replace(/\.?$/, ".");
  if (isDenied(error))
    return new Failure("SPARK_DENIED", `Spark at ${server} lets nobody in: ${why}`, { cause: error });
  if (done !== null) return lost(why);
  return new Failure("SPARK_UNREACHABLE", `No Spark Connect server answers at ${server}: ${why}`, { cause: error });
}
