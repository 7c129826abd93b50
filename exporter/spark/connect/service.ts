import { gunzipSync } from "node:zlib";
import { Client, credentials, Metadata, type ServiceDefinition } from "@grpc/grpc-js";
import { loadFileDescriptorSetFromBuffer } from "@grpc/proto-loader";
import type { ConnectAddress } from "./address";
import { DESCRIPTORS } from "./descriptors";

const NAME = "spark.connect.SparkConnectService";
const MOST_BYTES = 128 << 20;

/** The protocol as it is published. `int64` is text, and what is not set is absent. */
export const PROTOCOL = loadFileDescriptorSetFromBuffer(gunzipSync(Buffer.from(DESCRIPTORS, "base64")), {
  keepCase: true,
  longs: String,
  enums: String,
  defaults: false,
});
export const SERVICE = PROTOCOL[NAME] as ServiceDefinition;

/** The calls of one server. `deadline`: in ms from now. */
export interface Service {
  call<Response>(method: string, request: object, deadline: number): Promise<Response>;
  stream<Response>(method: string, request: object, deadline: number): AsyncIterable<Response>;
  close(): void;
}

/** Prepares calls; nothing is sent before the first. */
export function openService({ server, headers, trusted }: ConnectAddress): Service {
  const channel =
    trusted === null ? credentials.createInsecure() : credentials.createSsl(trusted === "system" ? null : trusted);
  const client = new Client(server, channel, {
    "grpc.max_receive_message_length": MOST_BYTES,
    "grpc.max_send_message_length": MOST_BYTES,
    // A server that is started again is found as soon as it is there.
    "grpc.max_reconnect_backoff_ms": 2000,
  });
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
  return {
    call: (method, request, deadline) =>
      new Promise((resolve, reject) => {
        const { path, requestSerialize, responseDeserialize } = SERVICE[method];
        client.makeUnaryRequest(
          path,
          requestSerialize,
          responseDeserialize,
          request,
          metadata,
          { deadline: Date.now() + deadline },
          (error, response) => (error === null ? resolve(response) : reject(error)),
        );
      }),
    stream(method, request, deadline) {
      const { path, requestSerialize, responseDeserialize } = SERVICE[method];
      return client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, request, metadata, {
        deadline: Date.now() + deadline,
      });
    },
    close: () => client.close(),
  };
}
