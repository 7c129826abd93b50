import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { BlobServiceClient } from "@azure/storage-blob";
import { serverPath } from "../../../scripts/store-server-paths.mjs";

/** A real server of buckets, with one bucket called `leads` in it. */
export interface BucketServer {
  readonly url: string;
  /** What a program needs to find it and to sign in, and a cache of its own. */
  readonly env: Readonly<Record<string, string>>;
  /** Where the server keeps the bucket's objects, a file each. */
  readonly folder: string;
  readonly pid: number;
  /** Starts it again where it was, with what it kept, after it was killed. */
  again(): Promise<void>;
  close(): Promise<void>;
}

const require = createRequire(import.meta.url);

export const BUCKET_KINDS = ["s3", "gs", "az"] as const;
export type BucketKind = (typeof BUCKET_KINDS)[number];

const NAMES = { s3: "versitygw", gs: "fake-gcs-server" } as const;
/** Looked up once: tests change where the user's cache is. */
export const PROGRAMS = {
  s3: serverPath(NAMES.s3),
  gs: serverPath(NAMES.gs),
  az: require.resolve("azurite/dist/src/blob/main.js"),
};
/** Azurite's own, known to everybody. */
const AZURITE_KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
const PATIENCE_MS = 20_000;

/** Whether the server of a kind is on this machine; `scripts/store-servers.mjs` builds it. A folder needs none. */
export function isHere(kind: "folder" | BucketKind): boolean {
  return kind === "folder" || existsSync(PROGRAMS[kind]);
}

/** For the name of a group of tests: why it is not run. */
export function named(kind: "folder" | BucketKind): string {
  return kind === "folder" || kind === "az" || isHere(kind)
    ? kind
    : `${kind} (not run: no ${NAMES[kind]} here, node scripts/store-servers.mjs builds it)`;
}

/** Starts one; `close` ends it, and what it kept is gone. */
export async function startBuckets(kind: BucketKind): Promise<BucketServer> {
  const top = mkdtempSync(join(tmpdir(), "lead-buckets-"));
  const data = join(top, "data");
  const folder = join(data, "leads");
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const [program, words] = commandOf(kind, port, data);
  const keys = { ROOT_ACCESS_KEY: "testkey", ROOT_SECRET_KEY: "testsecret" };
  const begin = () => spawn(program, words, { env: { ...process.env, ...keys }, stdio: "ignore" });
  let child = begin();
  const again = async () => {
    await stop(child);
    child = begin();
    await untilOpen(port);
  };
  const close = async () => {
    await stop(child);
    rmSync(top, { recursive: true, force: true });
  };
  await untilOpen(port);
  if (kind === "gs") await fetch(`${url}/storage/v1/b?project=x`, { method: "POST", body: '{"name":"leads"}' });
  if (kind === "az") await BlobServiceClient.fromConnectionString(azureConnection(url)).createContainer("leads");
  return {
    url,
    env: { ...cloudOf(kind, url), XDG_CACHE_HOME: join(top, "cache") },
    folder,
    pid: child.pid!,
    again,
    close,
  };
}

function commandOf(kind: BucketKind, port: number, data: string): [program: string, words: string[]] {
  const url = `http://127.0.0.1:${port}`;
  switch (kind) {
    case "s3":
      return [PROGRAMS.s3, ["--quiet", "--port", `127.0.0.1:${port}`, "posix", data]];
    case "gs": {
      const words = ["-scheme", "http", "-host", "127.0.0.1", "-port", `${port}`, "-external-url", url];
      return [PROGRAMS.gs, [...words, "-backend", "memory"]];
    }
    case "az": {
      const words = [PROGRAMS.az, "--blobPort", `${port}`, "--inMemoryPersistence", "--silent", "--disableTelemetry"];
      return [process.execPath, [...words, "--skipApiVersionCheck"]];
    }
  }
}

/** What a program needs to find a server, or what stands before it, and to sign in. */
export function cloudOf(kind: BucketKind, url: string): Record<string, string> {
  const keys = { AWS_ACCESS_KEY_ID: "testkey", AWS_SECRET_ACCESS_KEY: "testsecret", AWS_REGION: "us-east-1" };
  if (kind === "s3") return { AWS_ENDPOINT_URL_S3: url, ...keys };
  return kind === "gs" ? { STORAGE_EMULATOR_HOST: url } : { AZURE_STORAGE_CONNECTION_STRING: azureConnection(url) };
}

/** What signs in to an Azurite, or to what stands before it. */
export function azureConnection(url: string, key = AZURITE_KEY): string {
  return `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=${key};BlobEndpoint=${url}/devstoreaccount1;`;
}

/** One that this process finds, until it is closed. */
export async function openBuckets(kind: BucketKind): Promise<BucketServer> {
  const server = await startBuckets(kind);
  const setBack = setEnvironment(server.env);
  return {
    ...server,
    close: async () => {
      setBack();
      await server.close();
    },
  };
}

/** For `beforeAll`: one that this process finds, until the tests of the group have ended. */
export async function reachBuckets(kind: BucketKind): Promise<() => Promise<void>> {
  return (await openBuckets(kind)).close;
}

/** Sets variables of this process; returns what sets them back. */
export function setEnvironment(env: Readonly<Record<string, string>>): () => void {
  const before = Object.keys(env).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, env);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

export async function untilOpen(port: number): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await isOpen(port))) {
    if (Date.now() > end) throw new Error(`Nothing listens on port ${port}.`);
    await sleep(20);
  }
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

export async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  if (child.exitCode === null && child.kill("SIGKILL")) await ended;
}
