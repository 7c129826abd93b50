import type { ServiceError } from "@grpc/grpc-js";
import type { MessageTypeDefinition } from "@grpc/proto-loader";
import { PROTOCOL } from "./service";

interface Any {
  readonly type_url: string;
  readonly value: Buffer;
}

interface ErrorInfo {
  readonly domain?: string;
  /** A map: descriptors know such as lists. */
  readonly metadata?: readonly { readonly key: string; readonly value: string }[];
}

const STATUS = PROTOCOL["google.rpc.Status"] as MessageTypeDefinition<object, { readonly details?: readonly Any[] }>;
const INFO = PROTOCOL["google.rpc.ErrorInfo"] as MessageTypeDefinition<object, ErrorInfo>;

/** What Spark says about an error besides its words: since version 4, under which id it keeps the rest of them. `null`: it is no error of Spark's. */
export function errorInfoOf({ metadata }: ServiceError): { readonly errorId?: string } | null {
  const [status] = metadata.get("grpc-status-details-bin");
  if (!Buffer.isBuffer(status)) return null;
  const any = STATUS.deserialize(status).details?.find(({ type_url }) => type_url.endsWith("/google.rpc.ErrorInfo"));
  const info = any && INFO.deserialize(any.value);
  if (info?.domain !== "org.apache.spark") return null;
  const errorId = info.metadata?.find(({ key }) => key === "errorId")?.value;
  return errorId === undefined ? {} : { errorId };
}
