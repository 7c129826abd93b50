// What is used here of the messages of Spark Connect (spark/connect/base.proto), with the names that they have there.

/** Stands in every request. */
export interface Sender {
  readonly session_id: string;
  readonly user_context: { readonly user_id: string };
  readonly client_type: string;
}

export type Literal = { readonly timestamp: string } | { readonly date: number };

/** Its form of Spark 3.5, which all later ones take. */
interface Sql {
  readonly args?: readonly { readonly key: string; readonly value: Literal }[];
}

/** A query, or a command. */
export type ConnectPlan =
  | { readonly root: { readonly common: object; readonly sql: Sql & { readonly query: string } } }
  | { readonly command: { readonly sql_command: Sql & { readonly sql: string } } };

export interface ExecutePlanResponse {
  readonly server_side_session_id?: string;
  readonly response_id: string;
  readonly arrow_batch?: { readonly data: Buffer };
  readonly execution_progress?: {
    readonly stages?: readonly { readonly num_tasks?: string; readonly num_completed_tasks?: string }[];
  };
  readonly result_complete?: object;
}

export interface AnalyzePlanResponse {
  readonly server_side_session_id?: string;
  readonly spark_version?: { readonly version?: string };
}

export interface FetchErrorDetailsResponse {
  readonly root_error_idx?: number;
  readonly errors?: readonly { readonly message?: string; readonly cause_idx?: number }[];
}
