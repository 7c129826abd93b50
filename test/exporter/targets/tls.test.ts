import { chmodSync, chownSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { targetsSettings } from "../../../exporter/config/target-settings";
import { openTarget } from "../../../exporter/targets/open-target";
import { connectionTo } from "../../../exporter/targets/postgres/address";
import { selfSigned } from "../mail/certificate";
import { openPostgres, POSTGRES, type PostgresServer, serverOwner } from "./postgres-server";
import { removeSnapshotsAfterwards, writeSnapshot } from "./snapshot-files";

test.each<[string, unknown]>([
  ["postgresql://a@127.0.0.1/x", false],
  ["postgresql://a@[::1]/x", false],
  ["postgresql:///x?host=/var/run/postgresql", false],
  ["postgres://a@db.example.com/x", {}],
  ["postgresql://a@db.example.com/x?sslmode=verify-full", {}],
  ["postgresql://a@db.example.com/x?sslmode=disable", false],
  ["postgresql://a@db.example.com/x?sslmode=require", { rejectUnauthorized: false }],
])("%s: nothing travels unprotected to another machine unless the address says so", (url, ssl) => {
  expect(connectionTo({ url }).ssl).toEqual(ssl);
});

removeSnapshotsAfterwards();

describe.skipIf(POSTGRES === null)("a PostgreSQL server with TLS", () => {
  let server: PostgresServer;
  let certificate: string;
  beforeAll(async () => {
    server = await openPostgres(
      { ssl: "on" },
      "hostssl all all 127.0.0.1/32 trust\nhost all postgres 127.0.0.1/32 trust\n",
      (data) => {
        const { key, cert } = selfSigned("127.0.0.1");
        certificate = join(data, "server.crt");
        writeFileSync(certificate, cert);
        const keyFile = join(data, "server.key");
        writeFileSync(keyFile, key);
        chmodSync(keyFile, 0o600);
        const { uid, gid } = serverOwner();
        if (uid !== undefined) chownSync(keyFile, uid, gid!);
      },
    );
    await server.ask("CREATE ROLE loader LOGIN; GRANT CREATE ON DATABASE postgres TO loader");
  });
  afterAll(() => server?.stop());

  async function load(query: string): Promise<boolean> {
    const [target] = v.parse(targetsSettings, [{ kind: "postgres", url: `${server.url("loader")}?${query}` }]);
    return (await openTarget(target)).load(await writeSnapshot(), () => {});
  }

  test("proves who it is by the authority that the address names, or is not talked to", async () => {
    await expect(load("sslmode=verify-full")).rejects.toMatchObject({
      code: "TARGET_NOT_ENCRYPTED",
      wayOut: expect.stringContaining("sslrootcert"),
    });
    expect(await load(`sslmode=verify-full&sslrootcert=${certificate}`)).toBe(true);
    await expect(load("sslmode=verify-full&sslrootcert=/none")).rejects.toMatchObject({
      code: "TARGET_ADDRESS",
      message: expect.stringContaining("/none"),
    });
  });

  test("is taken at its word where the address asks for no proof; without TLS it lets nobody in", async () => {
    expect(await load("sslmode=require")).toBe(true);
    await expect(load("sslmode=disable")).rejects.toMatchObject({ code: "TARGET_LOGIN_REFUSED" });
  });
});
