import {
  Metadata,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServerWritableStream,
  type sendUnaryData,
  status,
} from "@grpc/grpc-js";
import type { MessageTypeDefinition } from "@grpc/proto-loader";
import { Table, tableToIPC, Utf8, vectorFromArray } from "apache-arrow";
import { PROTOCOL, SERVICE } from "../../../../exporter/spark/connect/service";

/** How a stream ends before all is said: properly, or as when the way breaks. */
export type Cut = "ended" | "broken";

interface Behaviour {
  version?: string;
  /** What a call must carry to be let in. */
  authorization?: string;
  /** How the stream number i ends after how many responses; `null`: only when all is said. */
  cut?(stream: number): readonly [after: number, how: Cut] | null;
  /** How many requests to execute are lost on their way. */
  lost?: number;
  /** What a statement is answered: a row each, or an error of Spark's. */
  answer?(sql: string): readonly object[] | { readonly error: readonly string[] };
}

/** A request, as far as it is looked at here. */
interface Request {
  readonly session_id?: string;
  readonly user_context?: object;
  readonly operation_id?: string;
  readonly last_response_id?: string;
  readonly operation?: object;
  readonly plan?: { readonly command?: { sql_command: { sql: string } }; readonly root?: { sql: { query: string } } };
}

type Stream = ServerWritableStream<Request, object>;

/**
 * A server of Spark Connect that knows no Spark: it speaks the published protocol, and breaks off where a test wants it to. What a real one
 * does is in `connect.long.test.ts`.
 */
export class StandIn {
  readonly requests: Record<string, Request[]> = {};
  /** Another one is a server that was started again. */
  serverSide = "first";
  private readonly server = new Server();
  private readonly operations = new Map<string, object[]>();
  private errors: readonly string[] = [];
  private streams = 0;
  address = "";

  constructor(private readonly behaviour: Behaviour = {}) {
    const unary =
      (name: string, answer: (request: Request) => object) =>
      (call: ServerUnaryCall<Request, object>, done: sendUnaryData<object>) => {
        if (!this.letsIn(name, call)) return done({ code: status.UNAUTHENTICATED, details: "Invalid token" });
        done(null, { ...answer(call.request), server_side_session_id: this.serverSide });
      };
    this.server.addService(SERVICE, {
      AnalyzePlan: unary("AnalyzePlan", () => ({ spark_version: { version: behaviour.version ?? "4.0.2" } })),
      Config: unary("Config", () => ({})),
      ReleaseExecute: unary("ReleaseExecute", ({ operation_id }) => {
        this.operations.delete(operation_id!);
        return {};
      }),
      Interrupt: unary("Interrupt", () => ({})),
      ReleaseSession: unary("ReleaseSession", () => ({})),
      FetchErrorDetails: unary("FetchErrorDetails", () => ({
        root_error_idx: 0,
        errors: this.errors.map((message, i) => ({ message, ...(i + 1 < this.errors.length && { cause_idx: i + 1 }) })),
      })),
      ExecutePlan: (call: Stream) => {
        this.letsIn("ExecutePlan", call);
        const { operation_id = "", plan } = call.request;
        if ((behaviour.lost ?? 0) > 0) {
          behaviour.lost!--;
          return fail(call, status.UNAVAILABLE, "connection reset");
        }
        const answer = behaviour.answer?.(plan?.command?.sql_command.sql ?? plan!.root!.sql.query) ?? [];
        if ("error" in answer) {
          this.errors = answer.error;
          return fail(call, status.INTERNAL, answer.error[0].slice(0, 20), [{ key: "errorId", value: "1" }]);
        }
        this.operations.set(operation_id, responses(plan?.command === undefined ? answer : []));
        this.say(call, operation_id, 0);
      },
      ReattachExecute: (call: Stream) => {
        this.letsIn("ReattachExecute", call);
        const { operation_id = "", last_response_id } = call.request;
        if (!this.operations.has(operation_id)) {
          return fail(call, status.INTERNAL, "[INVALID_HANDLE.OPERATION_NOT_FOUND] there is none", []);
        }
        this.say(call, operation_id, last_response_id === undefined ? 0 : Number(last_response_id) + 1);
      },
    });
  }

  async open(credentials = ServerCredentials.createInsecure(), port = 0): Promise<this> {
    const bound = await new Promise<number>((resolve, reject) => {
      this.server.bindAsync(`127.0.0.1:${port}`, credentials, (error, bound) =>
        error === null ? resolve(bound) : reject(error),
      );
    });
    this.address = `127.0.0.1:${bound}`;
    return this;
  }

  close(): void {
    this.server.forceShutdown();
  }

  private letsIn(name: string, { request, metadata }: { request: Request; metadata: Metadata }) {
    this.requests[name] ??= [];
    this.requests[name].push(request);
    const { authorization } = this.behaviour;
    return authorization === undefined || metadata.get("authorization")[0] === authorization;
  }

  private say(call: Stream, operation_id: string, from: number): void {
    const all = this.operations.get(operation_id)!;
    const [after, how] = this.behaviour.cut?.(this.streams++) ?? [all.length, "ended"];
    for (const [i, response] of all.slice(from, from + after).entries()) {
      call.write({ ...response, operation_id, response_id: String(from + i), server_side_session_id: this.serverSide });
    }
    if (how === "ended") call.end();
    else fail(call, status.UNAVAILABLE, "connection reset");
  }
}

function fail(call: Stream, code: status, details: string, metadataOfSpark?: object): void {
  const metadata = new Metadata();
  if (metadataOfSpark !== undefined) {
    const value = (PROTOCOL["google.rpc.ErrorInfo"] as MessageTypeDefinition<object, object>).serialize({
      domain: "org.apache.spark",
      metadata: metadataOfSpark,
    });
    const any = { type_url: "type.googleapis.com/google.rpc.ErrorInfo", value };
    const packed = (PROTOCOL["google.rpc.Status"] as MessageTypeDefinition<object, object>).serialize({
      code,
      details: [any],
    });
    metadata.set("grpc-status-details-bin", packed);
  }
  call.emit("error", { code, details, metadata });
}

/** A batch for each row, as Spark has it with the smallest batches, progress between them, and the end. */
function responses(rows: readonly object[]): object[] {
  const batches = rows.flatMap((row, i) => [
    { execution_progress: { stages: [{ num_tasks: String(rows.length), num_completed_tasks: String(i) }] } },
    { arrow_batch: { row_count: "1", data: Buffer.from(batch([row])) } },
  ]);
  return [...batches, { result_complete: {} }];
}

function batch(rows: readonly object[]): Uint8Array {
  const texts = vectorFromArray(
    rows.map((row) => JSON.stringify(row)),
    new Utf8(),
  );
  return tableToIPC(new Table({ row: texts }), "stream");
}
