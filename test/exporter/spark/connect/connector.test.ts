import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ServerCredentials } from "@grpc/grpc-js";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readAddress } from "../../../../exporter/spark/connect/address";
import { connector } from "../../../../exporter/spark/connect/connector";
import { type Plan, rows, run } from "../../../../exporter/spark/plan";
import { selfSigned } from "../../mail/certificate";
import { type Cut, StandIn } from "./stand-in";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "connect-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What a server says that shares the folder. */
function answered(sql: string): readonly object[] {
  if (sql.includes("FROM seen")) return [{ value: readFileSync(join(folder, "seen-by-both.txt"), "utf8") }];
  return sql.includes("numbers") ? NUMBERS : [];
}

const NUMBERS = Array.from({ length: 12 }, (_, n) => ({ n }));
const PLAN: Plan = {
  conf: { "spark.sql.session.timeZone": "UTC" },
  steps: [
    run("make", "CREATE VIEW", { at: { timestamp: "1700000000000001" }, day: { date: "2026-11-22" } }),
    rows("numbers", "SELECT numbers"),
  ],
};

async function send(server: StandIn, { set = "", ca, plan = PLAN, patience = 300 }: Sending = {}) {
  const address = readAddress({ connect: `sc://${server.address}/;${set}`, connectCa: ca, user: "ada" }, {});
  const told: number[] = [];
  const said = await connector({ address, conf: {}, folder, patience })(plan, (done) => told.push(done));
  return { said, told };
}

interface Sending {
  set?: string;
  ca?: string;
  plan?: Plan;
  patience?: number;
}

/** Opens a server for as long as `act` takes. */
async function on<T>(
  server: StandIn,
  act: (server: StandIn) => Promise<T>,
  credentials?: ServerCredentials,
): Promise<T> {
  await server.open(credentials);
  try {
    return await act(server);
  } finally {
    server.close();
  }
}

test("statements go with their arguments, as one user's one session, which is ended", async () => {
  await on(new StandIn({ answer: answered }), async (server) => {
    const { said, told } = await send(server, { set: "user_id=grace" });
    expect(said).toMatchObject({
      steps: [
        { name: "make", rows: [] },
        { name: "numbers", rows: NUMBERS },
      ],
      failure: null,
    });
    expect(told.at(-1)).toBe(2);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.some((done) => done > 1 && done < 2)).toBe(true);
    const all = Object.values(server.requests).flat();
    expect(new Set(all.map(({ session_id }) => session_id)).size).toBe(1);
    expect(all.map(({ user_context }) => user_context)).toEqual(all.map(() => ({ user_id: "grace" })));
    const made = server.requests.ExecutePlan.find((request) => JSON.stringify(request).includes("CREATE VIEW"));
    expect(made).toMatchObject({
      plan: {
        command: {
          sql_command: {
            args: [
              { key: "at", value: { timestamp: "1700000000000001" } },
              { key: "day", value: { date: 20779 } },
            ],
          },
        },
      },
    });
    expect(server.requests.Config).toMatchObject([
      { operation: { set: { pairs: [{ key: "spark.sql.session.timeZone", value: "UTC" }] } } },
    ]);
    expect(server.requests.ReleaseExecute).toHaveLength(server.requests.ExecutePlan.length);
    expect(server.requests.ReleaseSession).toHaveLength(1);
  });
});

test("wherever and however an answer breaks off, each row comes once and in order", async () => {
  const cuts = fc.array(fc.tuple(fc.nat(4), fc.constantFrom<Cut>("ended", "broken")), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(cuts, async (cuts) => {
      const server = new StandIn({ answer: answered, cut: (stream) => cuts[stream] ?? null });
      const { said } = await on(server, (server) => send(server, { patience: 60_000 }));
      expect(said.steps[1].rows).toEqual(NUMBERS);
      expect(server.requests.ExecutePlan).toHaveLength(4);
    }),
    { numRuns: 12 },
  );
});

test("a statement that did not reach the server is sent again, and runs once", async () => {
  await on(new StandIn({ answer: answered, lost: 2 }), async (server) => {
    const { said } = await send(server, { patience: 60_000 });
    expect(said.steps[1].rows).toEqual(NUMBERS);
  });
});

test("what Spark says about a statement is told whole, what caused it too", async () => {
  const error = ["[JOB] aborted", 'lead-export worker: {"code":"HUNG"}'];
  const server = new StandIn({ answer: (sql) => (sql.includes("numbers") ? { error } : answered(sql)) });
  const { said } = await on(server, (server) => send(server));
  expect(said.failure).toEqual({ step: "numbers", error: error.join("\n") });
});

test("a value stands in the statements that follow, and a check ends the plan", async () => {
  const answers: [string, object[]][] = [
    ["SELECT word", [{ value: "a$&b" }]],
    ["'a$&b'", [{ ok: false, n: 1 }]],
  ];
  const answer = (sql: string) => answers.find(([part]) => sql.includes(part))?.[1] ?? answered(sql);
  const steps: Plan["steps"] = [
    { name: "word", kind: "value", sql: "SELECT word" },
    { name: "account", kind: "check", sql: `SELECT '\${word}'` },
    rows("numbers", "SELECT numbers"),
  ];
  const { said } = await on(new StandIn({ answer }), (server) => send(server, { plan: { conf: {}, steps } }));
  expect(said.failure).toEqual({ step: "account", error: '{"ok":false,"n":1}' });
});

test("a folder that Spark does not see, or sees another one of, is no place for a snapshot", async () => {
  const missing = { error: ["[PATH_NOT_FOUND] Path does not exist"] };
  for (const other of [missing, [], [{ value: "somebody else's" }]]) {
    const server = new StandIn({ answer: (sql) => (sql.includes("seen") ? other : []) });
    await on(server, (server) => expect(send(server)).rejects.toMatchObject({ code: "SPARK_NOT_SHARED" }));
  }
});

test("nobody there, nobody let in, and a Spark too old are told apart", async () => {
  const gone = await new StandIn().open();
  gone.close();
  await expect(send(gone)).rejects.toMatchObject({
    code: "SPARK_UNREACHABLE",
    message: expect.stringMatching(/ECONNREFUSED 127\.0\.0\.1:\d+\.$/),
  });
  await on(new StandIn({ authorization: "Bearer right", answer: answered }), async (server) => {
    await expect(send(server, { set: "token=wrong" })).rejects.toMatchObject({ code: "SPARK_DENIED" });
    expect((await send(server, { set: "token=right" })).said.failure).toBeNull();
  });
  for (const version of ["3.4.4", "2.4.8", ""]) {
    const old = new StandIn({ version, answer: answered });
    await on(old, (server) => expect(send(server)).rejects.toMatchObject({ code: "SPARK_TOO_OLD" }));
  }
});

test.each([
  ["goes away", "after step 1 of 2", (server: StandIn) => server.close()],
  [
    "was started again",
    "started again",
    (server: StandIn) => {
      server.serverSide = "second";
    },
  ],
])("a server that %s in the middle is lost", async (_, told, happens) => {
  const server = new StandIn({
    answer: (sql) => {
      if (sql.includes("numbers")) happens(server);
      return answered(sql);
    },
  });
  await on(server, (server) =>
    expect(send(server)).rejects.toMatchObject({ code: "SPARK_LOST", message: expect.stringContaining(told) }),
  );
});

test("TLS is spoken with the certificates of a file alone", async () => {
  const { key, cert } = selfSigned("127.0.0.1");
  const credentials = ServerCredentials.createSsl(null, [
    { private_key: Buffer.from(key), cert_chain: Buffer.from(cert) },
  ]);
  const ca = join(folder, "ca.pem");
  writeFileSync(ca, cert);
  const server = new StandIn({ authorization: "Bearer t", answer: answered });
  await on(
    server,
    async (server) => {
      expect((await send(server, { set: "token=t", ca })).said.failure).toBeNull();
      await expect(send(server, { set: "token=t;use_ssl=true" })).rejects.toMatchObject({ code: "SPARK_UNREACHABLE" });
    },
    credentials,
  );
});
