import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FOR_FEW_ROWS, findSparkSubmit, pythonOf } from "../../../../scripts/find-spark.mjs";
import { freePort } from "../../targets/postgres-server";

/** A real server of Spark Connect, which takes longer to start than most tests take. */
export interface ConnectServer {
  /** `host:port` */
  readonly address: string;
  readonly token: string;
  /** Ends it at once, as a machine does that goes away. */
  kill(): Promise<void>;
}

const CONF = {
  ...FOR_FEW_ROWS,
  "spark.connect.grpc.binding.address": "127.0.0.1",
  // Answers are ended after a second or a few bytes, so that the rest of each must be asked for.
  "spark.connect.execute.reattachable.senderMaxStreamDuration": "1s",
  "spark.connect.execute.reattachable.senderMaxStreamSize": "123",
};

/** Starts one; of the newest Spark there is, unless a version is named. */
export async function startConnectServer(version?: string): Promise<ConnectServer> {
  const folder = mkdtempSync(join(tmpdir(), "connect-server-"));
  const submit = findSparkSubmit(version)!;
  const port = await freePort();
  const token = "a-token-of-tests";
  const confs = Object.entries({ ...CONF, "spark.connect.grpc.binding.port": String(port) });
  const child = spawn(
    submit,
    [
      ...["--master", "local[2]", "--driver-memory", "1g", "--name", "lead-export-tests"],
      ...["--class", "org.apache.spark.sql.connect.service.SparkConnectServer"],
      ...confs.flatMap(([key, value]) => ["--conf", `${key}=${value}`]),
      "spark-internal",
    ],
    {
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
      env: {
        ...process.env,
        SPARK_CONNECT_AUTHENTICATE_TOKEN: token,
        SPARK_LOCAL_IP: "127.0.0.1",
        SPARK_LOCAL_DIRS: join(folder, "local"),
        ...pythonOf(submit),
      },
    },
  );
  let log = "";
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.stderr.on("data", (text) => {
      if (log.includes("Spark Connect server started")) return;
      log += text;
      if (log.includes("Spark Connect server started")) resolve();
    });
    child.once("error", reject);
    void ended.then(() => reject(new Error(`Spark Connect did not start: ${log.slice(-2000)}`)));
  });
  return {
    address: `127.0.0.1:${port}`,
    token,
    async kill() {
      child.kill("SIGKILL");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
