import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { ServiceError } from "@grpc/grpc-js";
import { errorInfoOf } from "./error-info";
import type { ConnectPlan, ExecutePlanResponse, FetchErrorDetailsResponse, Sender } from "./messages";
import type { Service } from "./service";
import { isPassing, isTooQuiet, serviceError, Trouble } from "./trouble";

/** How long (ms) a call may take that does no work, and how long a stream may last. */
const CALL = 60_000;
const STREAM = 150_000;

/** What was there of this run is gone: the server is another than a moment ago. */
export class SessionLost extends Error {}

/** What Spark says about a statement. */
export class StatementFailed extends Error {}

interface Recognised {
  readonly server_side_session_id?: string;
}

/** The calls of one session, which outlast a way to the server that breaks. */
export class LastingCalls {
  /** The server's own name of the session; another one is another session. */
  private serverSide: string | undefined;

  /** @param patience how long (ms) a server that cannot be reached is asked again */
  constructor(
    private readonly service: Service,
    private readonly sender: Sender,
    private readonly patience: number,
  ) {}

  /** A call that may be made twice. `patience`: as for all calls, unless it is given. */
  async call<Response extends Recognised>(
    method: string,
    request: object,
    patience = this.patience,
  ): Promise<Response> {
    const trouble = new Trouble(patience);
    for (;;) {
      try {
        const response = await this.service.call<Response>(method, { ...this.sender, ...request }, CALL);
        this.recognise(response);
        return response;
      } catch (thrown) {
        await this.waitOrThrow(serviceError(thrown), trouble);
      }
    }
  }

  /**
   * Runs a plan to its end, however often the way to the server breaks, or the server ends its answer (after two minutes, unless it is told
   * otherwise): the plan goes on there, and the rest is asked for. Each part of the answer comes once.
   */
  async execute(plan: ConnectPlan, onAnswer: (answer: ExecutePlanResponse) => void): Promise<void> {
    const operation = { ...this.sender, operation_id: randomUUID() };
    const asked = { ...operation, plan, request_options: [{ reattach_options: { reattachable: true } }] };
    const trouble = new Trouble(this.patience);
    let last: string | null = null;
    let isAsked = false;
    for (;;) {
      const before: string | null = last;
      const wasAsked = isAsked;
      const rest = { ...operation, ...(before !== null && { last_response_id: before }) };
      const answers: AsyncIterable<ExecutePlanResponse> = isAsked
        ? this.service.stream("ReattachExecute", rest, STREAM)
        : this.service.stream("ExecutePlan", asked, STREAM);
      isAsked = true;
      try {
        for await (const answer of answers) {
          this.recognise(answer);
          trouble.over();
          last = answer.response_id;
          if (answer.result_complete !== undefined) return await this.release(operation.operation_id);
          onAnswer(answer);
        }
        trouble.over();
        if (last === before) await setTimeout(100);
      } catch (thrown) {
        const error = serviceError(thrown);
        const isUnknown = error.details.includes("INVALID_HANDLE.OPERATION_NOT_FOUND");
        // The server never got it.
        if (isUnknown && wasAsked && last === null) isAsked = false;
        // A plan that takes long says nothing for long: is the server there?
        else if (isTooQuiet(error)) await this.call("AnalyzePlan", { spark_version: {} });
        else await this.waitOrThrow(error, trouble);
      }
    }
  }

  /** The server need not keep the answer any longer. */
  private async release(operation_id: string): Promise<void> {
    await this.call("ReleaseExecute", { operation_id, release_all: {} });
  }

  private async waitOrThrow(error: ServiceError, trouble: Trouble): Promise<void> {
    const info = isPassing(error) ? null : errorInfoOf(error);
    if (info === null) return trouble.wait(error);
    if (error.details.includes("INVALID_HANDLE.")) {
      throw new SessionLost("the server knows nothing of this run any more.", { cause: error });
    }
    throw new StatementFailed(await this.whole(error.details, info.errorId), { cause: error });
  }

  /** What Spark says of an error, with all that caused it; a call itself carries but the first 2048 characters. */
  private async whole(details: string, error_id: string | undefined): Promise<string> {
    if (error_id === undefined) return details;
    const { errors = [], root_error_idx } = await this.service
      .call<FetchErrorDetailsResponse>("FetchErrorDetails", { ...this.sender, error_id }, CALL)
      .catch((): FetchErrorDetailsResponse => ({}));
    const messages: string[] = [];
    for (let at = root_error_idx; at !== undefined && errors[at] !== undefined && messages.length < errors.length; ) {
      messages.push(errors[at].message ?? "");
      at = errors[at].cause_idx;
    }
    return messages.length === 0 ? details : messages.join("\n");
  }

  /** A server that was started again would take our statements, and know nothing of what stood before. */
  private recognise(response: Recognised): void {
    const { server_side_session_id: id = this.serverSide } = response;
    this.serverSide ??= id;
    if (id !== this.serverSide) throw new SessionLost("the server was started again.");
  }
}
