import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { makeProgram } from "../../../exporter/commands/program";
import { readConfig } from "../../../exporter/config/config";
import { OPERATIONS } from "../../../exporter/service/operations";
import { DIST, PROGRAM } from "../../dist";
import { temporaryFolder } from "../commands/cli";

const read = (path: string) => readFileSync(path, "utf8");
const dockerfile = read("Dockerfile").replace(/\\\n\s*/g, "");
const page = read("docs/running.md");
const allowed = [...read(".dockerignore").matchAll(/^!(.+)$/gm)].map(([, path]) => path);
const units = ["lead-export.service", "lead-export-serve.service"].map((name) => read(join("deploy", name)));

test("what .dockerignore lets through is what the program is built from, and is all that an image can hold", () => {
  expect(read(".dockerignore")).toMatch(/^\*$/m);
  const maps = readdirSync(DIST).filter((name) => name.endsWith(".js.map"));
  const sources = maps.flatMap((name): string[] => JSON.parse(read(join(DIST, name))).sources);
  const named = [...read("build.mjs").matchAll(/"(?:\.\/)?([a-z]+\/[^"]+)"/g)].map(([, path]) => path);
  const own = [...sources.map((path) => path.replace(/^\.\.\//, "")), ...named].filter((path) => existsSync(path));
  const tops = new Set(own.map((path) => path.split("/")[0]));
  expect([...tops]).toEqual(expect.arrayContaining(["exporter", "shared", "workbench"]));
  expect(allowed).toEqual(expect.arrayContaining([...tops].filter((top) => top !== "node_modules")));
  for (const path of allowed) expect([path, existsSync(path)]).toEqual([path, true]);
});

test("the Dockerfile copies what is there, from one pinned Node that the package admits, and runs as nobody special", () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths]) => paths.split(" "));
  expect(copied.length).toBeGreaterThan(2);
  for (const path of copied)
    expect([path, path === "." || allowed.includes(path), existsSync(path)]).toEqual([path, true, true]);
  const images = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
  expect(new Set(images).size).toBe(1);
  expect(images[0]).toMatch(/^node:24\.\d+\.\d+-slim$/);
  expect(dockerfile).toMatch(/^USER node$/m);
  const health = /fetch\('http:\/\/127\.0\.0\.1:(\d+)(\/[\w/]+)'\)/.exec(dockerfile)!;
  expect(dockerfile).toContain(`"--port", "${health[1]}"`);
  expect(OPERATIONS.map(({ path }) => path)).toContain(health[2]);
});

test("the compose file runs the image with a read-only root, as nobody special, with what it must write mounted, and commands that the program has", () => {
  const { services, volumes } = parse(read("deploy/compose.yaml"), { merge: true });
  expect(Object.keys(services)).toEqual(["serve", "daily"]);
  for (const one of Object.values<Record<string, unknown>>(services)) {
    expect(one).toMatchObject({ user: "node", read_only: true, cap_drop: ["ALL"], init: true });
    const mounted = (one.volumes as string[]).map((volume) => volume.split(":"));
    expect(mounted.map(([, at, how]) => [at, how])).toEqual([
      ["/data", undefined],
      ["/config", "ro"],
    ]);
    expect(mounted[0][0] in volumes).toBe(true);
    expect(one.tmpfs).toMatch(/^\/tmp:/);
    expect(existsSync(join("deploy", String(one.build), "Dockerfile"))).toBe(true);
  }
  // The image says what the service is, and how it is asked how it does.
  expect(services.serve).not.toHaveProperty("command");
  expect(services.serve).not.toHaveProperty("healthcheck");
  expect(services.serve.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:8080:8080$/)]);
  const [name, ...words] = services.daily.command;
  const options = makeProgram()
    .commands.find((known) => known.name() === name)!
    .options.map(({ long }) => long);
  expect(options).toEqual(expect.arrayContaining(words.filter((word: string) => word.startsWith("--"))));
  expect(dockerfile).toContain(`"${words.at(-1)}"`);
});

test("every command that starts the program is one it has, with options it has", () => {
  const entrypoint = JSON.parse(/^CMD (\[.*\])$/m.exec(dockerfile.split("ENTRYPOINT")[1])![1]) as string[];
  const text = [...units, read("deploy/crontab"), page].join("\n");
  const typed = [
    ...text.matchAll(/(?:bin\/lead-export|exec lead-export lead-export|^lead-export) ([a-z]+(?: [^\s"`>]+)*)/gm),
  ];
  const lines = [entrypoint, ...typed.map(([, words]) => words.split(" "))];
  expect(lines.map(([name]) => name)).toEqual(expect.arrayContaining(["run", "serve", "mail"]));
  for (const [name, ...words] of lines) {
    const command = makeProgram().commands.find((known) => known.name() === name);
    expect([name, command === undefined]).toEqual([name, false]);
    const options = command!.options.map(({ long }) => long);
    for (const flag of words.filter((word) => word.startsWith("--"))) expect(options).toContain(flag);
  }
});

test("every configuration on the page is one that the program takes", () => {
  const blocks = [...page.matchAll(/^ *```json\n(.*?)^ *```/gms)].map(([, block]) => block);
  expect(blocks.length).toBeGreaterThan(1);
  const path = join(temporaryFolder(), "page.json");
  for (const block of blocks) {
    writeFileSync(path, block);
    expect(() => readConfig(path)).not.toThrow();
  }
});

test("every file the page links to is there", () => {
  const links = [...page.matchAll(/\]\(([^)#]+)\)/g)].map(([, target]) => join("docs", target));
  expect(links.length).toBeGreaterThan(3);
  for (const link of links) expect([link, existsSync(link)]).toEqual([link, true]);
});

test("both units are shut in alike, and write only where the crontab and the page say", () => {
  const [run, serve] = units.map((unit) => /\nUser=.*?(?=\n\[|$)/s.exec(unit)![0].trim());
  expect(run).toBe(serve);
  for (const line of ["NoNewPrivileges=yes", "ProtectSystem=strict", "StateDirectory=lead-export"]) {
    expect(run.split("\n")).toContain(line);
  }
  expect(page).toContain("/var/lib/lead-export");
  expect(read("deploy/lead-export.timer")).toMatch(/^OnCalendar=\*-\*-\* 07\.\.23:00:00 [A-Z]\w+\/\w+$/m);
});

const hasSystemd = spawnSync("systemd-analyze", ["--version"]).status === 0;

test.runIf(hasSystemd)("systemd finds nothing wrong with the units once the program is there", () => {
  const folder = temporaryFolder();
  const program = join(folder, "lead-export");
  writeFileSync(program, "#!/bin/sh\n", { mode: 0o755 });
  const names = ["lead-export.service", "lead-export-serve.service", "lead-export.timer"];
  for (const name of names) {
    writeFileSync(join(folder, name), read(join("deploy", name)).replace("/opt/lead-export/bin/lead-export", program));
  }
  const paths = names.map((name) => join(folder, name));
  const { status, stderr } = spawnSync("systemd-analyze", ["verify", "--man=no", ...paths], { encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
});

test("cron, systemd and Airflow start it at the same hour", () => {
  const lines = read("deploy/crontab")
    .split("\n")
    .filter((line) => /^[0-9*]/.test(line));
  expect(lines).toEqual([
    expect.stringMatching(/^0 7-23 \* \* \* \/opt\/lead-export\/bin\/lead-export run --retry --if-due /),
  ]);
  expect(read("deploy/airflow/lead_export_tasks.py")).toContain('"schedule": "0 7 * * *"');
});

test("the crontab's line, as cron's shell runs it, publishes and logs what the run said", () => {
  const folder = temporaryFolder();
  const [command] = read("deploy/crontab").match(/\/opt\/lead-export\/.*$/m)!;
  const program = join(folder, "lead-export");
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' "$@"\n`, { mode: 0o755 });
  const [leads, companies] = ["leads", "companies"].map((tab) => resolve("sample", `${tab}.csv`));
  const config = { leads, companies, out: "out", zone: "Africa/Lagos" };
  writeFileSync(join(folder, "lead-export.config.json"), JSON.stringify(config));
  const here = command
    .replace("/opt/lead-export/bin/lead-export", program)
    .replace("/etc/lead-export", folder)
    .replace("/var/lib/lead-export", folder);
  // What cron gives a program.
  const env = { HOME: folder, PATH: "/usr/bin:/bin", SHELL: "/bin/sh" };
  const hour = () => spawnSync("/bin/sh", ["-c", here], { cwd: folder, env, encoding: "utf8" });
  expect(hour()).toMatchObject({ status: 0, stdout: "", stderr: "" });
  expect(read(join(folder, "run.log"))).toMatch(/^Published: 384 leads, .*\n$/m);
  expect(hour()).toMatchObject({ status: 0, stdout: "", stderr: "" });
  expect(read(join(folder, "run.log"))).toMatch(
    /^Published: 384 leads, .*\nToday's export is done: .*\. Nothing was read\.\n$/m,
  );
  expect(existsSync(join(folder, "out", "current.json"))).toBe(true);
});
