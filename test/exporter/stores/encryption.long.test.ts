import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateBucketCommand, HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, test } from "vitest";
import { openStore } from "../../../exporter/stores/open-store";
import { sha256Of } from "../../../exporter/stores/sha256";
import { setEnvironment } from "./servers";

// The other server keeps no encryption; this one does, and is used for nothing else: it accepts wrong checksums and wrong secrets.
const isMotoHere = spawnSync("python3", ["-c", "import moto.server, flask"]).status === 0;
const why = isMotoHere ? "moto" : "moto (not run: pip install 'moto[server,s3]' brings it)";

describe.skipIf(!isMotoHere)(why, () => {
  const scratch = mkdtempSync(join(tmpdir(), "lead-moto-"));
  let client: S3Client;
  beforeAll(async () => {
    const program =
      "from moto.server import ThreadedMotoServer as S; s = S(ip_address='127.0.0.1', port=0); s.start(); print('port', s.get_host_and_port()[1], flush=True); input()";
    const server = spawn("python3", ["-c", program], { stdio: ["pipe", "pipe", "ignore"] });
    let said = "";
    while (!/port (\d+)\n/.test(said)) said += String((await once(server.stdout, "data"))[0]);
    const [, port] = /port (\d+)\n/.exec(said)!;
    const setBack = setEnvironment({
      AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: "testkey",
      AWS_SECRET_ACCESS_KEY: "testsecret",
      AWS_REGION: "us-east-1",
      XDG_CACHE_HOME: scratch,
    });
    client = new S3Client({ forcePathStyle: true });
    await client.send(new CreateBucketCommand({ Bucket: "leads" }));
    return () => {
      setBack();
      server.kill("SIGKILL");
      rmSync(scratch, { recursive: true, force: true });
    };
  });

  test.each([
    [{ encryption: "AES256" }, "AES256", undefined],
    [{ encryption: "aws:kms", kmsKey: "alias/leads" }, "aws:kms", "alias/leads"],
  ] as const)("with %j, small and large objects and what is replaced are encrypted so", async (s3, how, key) => {
    const prefix = how.replace(":", "-");
    const store = await openStore({ out: `s3://leads/${prefix}`, s3 });
    for (const [name, bytes] of Object.entries({ small: 10, large: 9 << 20 })) {
      const path = join(scratch, name);
      writeFileSync(path, Buffer.alloc(bytes, 7));
      await store.put(name, path, await sha256Of(path));
    }
    await store.putIf("text", "text", null);
    for (const name of ["small", "large", "text"]) {
      const head = await client.send(new HeadObjectCommand({ Bucket: "leads", Key: `${prefix}/${name}` }));
      expect([name, head.ServerSideEncryption, head.SSEKMSKeyId]).toEqual([name, how, key]);
    }
  });
});
