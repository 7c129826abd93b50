import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import type { S3Settings } from "./settings";
import { silentMs } from "./silence";

const CONNECT_MS = 5000;
/** Throttled requests wait 0.5 s to 20 s in between. */
const TRIES = 6;

/** A client of S3 that signs in as the AWS tools do: by the environment, a profile, a role of the machine. */
export async function openS3(
  settings: S3Settings,
): Promise<{ client: S3Client; clock: { ahead: number }; endpoint: string }> {
  // The versions that no longer run here are not the one that is pinned.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const endpoint = settings.endpoint ?? variable("AWS_ENDPOINT_URL_S3") ?? variable("AWS_ENDPOINT_URL");
  const silent = silentMs();
  const config: S3ClientConfig = {
    ...(endpoint !== undefined && { endpoint }),
    forcePathStyle: settings.pathStyle ?? (endpoint !== undefined && !/\.amazonaws\.com\b/.test(endpoint)),
    followRegionRedirects: endpoint === undefined,
    maxAttempts: TRIES,
    requestHandler: {
      connectionTimeout: Math.min(CONNECT_MS, silent),
      requestTimeout: silent,
      throwOnRequestTimeout: true,
      socketTimeout: silent,
    },
  };
  const client = new S3Client({ ...config, region: settings.region ?? (await knownRegion()) });
  const clock = { ahead: 0 };
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { headers = {} } = result.response as { headers?: Record<string, string> };
      const now = Date.parse(headers.date ?? "");
      if (Number.isFinite(now)) clock.ahead = now - Date.now();
      return result;
    },
    { step: "deserialize", name: "storeClock" },
  );
  return { client, clock, endpoint: endpoint ?? "" };
}

/** That of the environment or the profile. A bucket elsewhere says where it is, and other stores have no regions. */
async function knownRegion(): Promise<string> {
  const client = new S3Client({});
  try {
    return await client.config.region();
  } catch {
    return "us-east-1";
  } finally {
    client.destroy();
  }
}

/** An empty variable is one that is not set. */
function variable(name: string): string | undefined {
  return process.env[name] || undefined;
}
