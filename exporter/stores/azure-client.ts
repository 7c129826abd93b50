import { createHash } from "node:crypto";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import {
  BlobServiceClient,
  newPipeline,
  type RequestPolicy,
  RestError,
  type StoragePipelineOptions,
} from "@azure/storage-blob";
import { Failure } from "../words/failure";
import { afterBreak } from "./breaks";
import type { AzureSettings } from "./settings";
import { breakIfSilent, silentMs } from "./silence";

/** With pauses of 0.5 s to 3.5 s in between. */
const RETRIES: StoragePipelineOptions = { retryOptions: { maxTries: 5, retryDelayInMs: 500 } };

/** A client of a storage account that signs in by a connection string, or else as Azure's tools do: by the environment, a workload's or the machine's identity, `az login`. */
export async function openAzure(name: string, settings: AzureSettings): Promise<BlobServiceClient> {
  const { AZURE_STORAGE_CONNECTION_STRING: connection, AZURE_STORAGE_ACCOUNT: usual } = process.env;
  const account = settings.account ?? (usual || undefined);
  if (connection) return byConnection(name, connection, settings.account);
  if (account === undefined && settings.endpoint === undefined) {
    throw new Failure("STORE_NO_LOGIN", `${name}: no storage account is named.`, { way: "azAccount" });
  }
  const { DefaultAzureCredential } = await import("@azure/identity");
  return client(settings.endpoint ?? `https://${account}.blob.core.windows.net`, new DefaultAzureCredential());
}

/** The string says which account it is of, and where. */
function byConnection(name: string, connection: string, account: string | undefined): BlobServiceClient {
  let found: BlobServiceClient;
  try {
    found = BlobServiceClient.fromConnectionString(connection);
  } catch (error) {
    const sentence = `${name}: AZURE_STORAGE_CONNECTION_STRING is no connection string of a storage account.`;
    throw new Failure("STORE_LOGIN_REFUSED", sentence, { cause: error });
  }
  if (account !== undefined && account !== found.accountName) {
    const sentence = `${name} is in the account ${account}, and AZURE_STORAGE_CONNECTION_STRING is of ${found.accountName}.`;
    throw new Failure("STORE_LOGIN_REFUSED", sentence);
  }
  return client(found.url, found.credential);
}

function client(url: string, credential: BlobServiceClient["credential"]): BlobServiceClient {
  const pipeline = newPipeline(credential, RETRIES);
  const how = { keepAlive: true, timeout: silentMs() };
  const agent = breakIfSilent(url.startsWith("https:") ? new HttpsAgent(how) : new HttpAgent(how));
  pipeline.factories.push({ create: (next) => proving(next, agent) });
  return new BlobServiceClient(url, pipeline);
}

/** The store checks what is sent against its MD5, who is silent for too long is left, and an answer that breaks off is asked for again: the library has none of it for all requests. */
function proving(next: RequestPolicy, agent: HttpAgent): RequestPolicy {
  return {
    sendRequest: (request) => {
      // A proxy has an agent of its own.
      request.agent ??= agent;
      const { body } = request;
      if (Buffer.isBuffer(body) || typeof body === "string") {
        request.headers.set("Content-MD5", createHash("md5").update(body).digest("base64"));
      }
      return whole(() => next.sendRequest(request));
    },
  };
}

/** An answer that breaks off is asked for again: the library takes it for one of a wrong form. */
async function whole<T>(send: () => Promise<T>): Promise<T> {
  for (let breaks = 1; ; breaks++) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof RestError) || error.code !== RestError.PARSE_ERROR) throw error;
      error.code = "ECONNRESET";
      await afterBreak(breaks, error);
    }
  }
}
