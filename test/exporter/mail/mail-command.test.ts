import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import type { SMTPServerOptions } from "smtp-server";
import { expect, onTestFinished, test } from "vitest";
import { type Ended, lead, leadAlone, temporaryFolder } from "../commands/cli";
import { selfSigned } from "./certificate";
import { openPostOffice, type PostOffice } from "./post-office";

// The built program against a real SMTP server.
const folder = temporaryFolder();
let files = 0;

/** `lead-export mail` with these settings in its configuration. */
function mail(settings: object | undefined, env: Record<string, string> = {}): Promise<Ended> {
  const config = join(folder, `config-${++files}.json`);
  writeFileSync(config, JSON.stringify({ mail: settings }));
  // Node reads these as it starts.
  const run = "NODE_EXTRA_CA_CERTS" in env ? leadAlone : lead;
  return run(["mail", "--config", config, "--json"], { env: { LEAD_EXPORT_MAIL_PASSWORD: "", ...env } });
}
const json = ({ stdout }: Ended) => JSON.parse(stdout);

const onAuth: SMTPServerOptions["onAuth"] = ({ username, password }, _, answer) => {
  if (username === "leads" && password === "s3cret") answer(null, { user: username });
  else answer(new Error("Authentication credentials invalid"));
};

test("sends a mail that a person and a mail program can read", async () => {
  const office = await openPostOffice();
  const to = ["data@example.com", "ops@münchen.example"];
  const ended = await mail({ ...office.settings, to });
  expect([ended.code, ended.stderr]).toEqual([0, ""]);
  expect(json(ended)).toEqual({ sent: true, server: office.server, from: "leads@example.com", to });
  const [{ headers, text, html, recipients }] = office.taken as [PostOffice["taken"][0]];
  expect(recipients).toEqual(["data@example.com", "ops@münchen.example"]);
  expect(headers).toMatchObject({
    subject: "Lead Export: test mail",
    from: "leads@example.com",
    "auto-submitted": "auto-generated",
    "message-id": expect.stringMatching(/^<.+@.+>$/),
    date: expect.stringMatching(/^\w{3}, \d{2} \w{3} \d{4} [\d:]{8} \+0000$/),
  });
  expect(text).toContain("This is a test sent by lead-export mail");
  expect(html).toContain("This is a test sent by lead-export mail");
});

test("signs in with a password from a file beside the configuration, or from the environment", async () => {
  const office = await openPostOffice({ onAuth, authOptional: false });
  writeFileSync(join(folder, "password"), "s3cret\n");
  const settings = { ...office.settings, user: "leads" };
  const fromFile = await mail({ ...settings, passwordFile: "password" });
  const fromVariable = await mail(settings, { LEAD_EXPORT_MAIL_PASSWORD: "s3cret" });
  expect([fromFile, fromVariable].map(({ code, stderr }) => [code, stderr])).toEqual([
    [0, ""],
    [0, ""],
  ]);
  expect(office.taken.map(({ user }) => user)).toEqual(["leads", "leads"]);
});

test("beyond this machine it speaks only over STARTTLS, with a certificate that fits", async () => {
  // Linux takes 0.0.0.0 for this machine; the program cannot know and must protect the mail.
  const beyond = selfSigned("0.0.0.0");
  const office = await openPostOffice({ ...beyond, disabledCommands: [] });
  const settings = { ...office.settings, server: `smtp://0.0.0.0:${office.port}` };
  const ca = join(folder, "ca.pem");
  writeFileSync(ca, beyond.cert);

  const unknown = await mail(settings);
  expect([unknown.code, json(unknown).error.code]).toEqual([1, "MAIL_NOT_ENCRYPTED"]);
  expect(json(unknown).error.sentence).toContain("self-signed certificate");
  expect(office.taken).toEqual([]);

  expect(await mail(settings, { NODE_EXTRA_CA_CERTS: ca })).toMatchObject({ code: 0, stderr: "" });
  expect(office.taken.map(({ encrypted }) => encrypted)).toEqual([true]);

  const plain = await openPostOffice();
  const refused = await mail({ ...plain.settings, server: `smtp://0.0.0.0:${plain.port}` });
  expect(json(refused).error).toMatchObject({
    code: "MAIL_NOT_ENCRYPTED",
    sentence: expect.stringContaining("offers no STARTTLS"),
  });
  expect(plain.taken).toEqual([]);
});

test("smtps:// is TLS from the first byte", async () => {
  const office = await openPostOffice({ ...selfSigned("127.0.0.1"), secure: true });
  const ended = await mail({ ...office.settings, server: office.server.replace("smtp:", "smtps:") });
  expect([ended.code, office.taken.map(({ encrypted }) => encrypted)]).toEqual([0, [true]]);
});

const refuse = (text: string, responseCode: number) => Object.assign(new Error(text), { responseCode });

test.each<[string, SMTPServerOptions, object, string, RegExp]>([
  ["a wrong password", { onAuth }, { user: "leads" }, "MAIL_LOGIN_REFUSED", /refused the login of leads/],
  ["a server without logins", { disabledCommands: ["AUTH", "STARTTLS"] }, { user: "x" }, "MAIL_LOGIN_REFUSED", /of x/],
  [
    "a recipient the server does not know",
    { onRcptTo: (_, __, answer) => answer(refuse("No such person", 550)) },
    {},
    "MAIL_RECIPIENT_REFUSED",
    /refused the recipient data@example\.com\..*No such person/,
  ],
  [
    "a sender the server does not send for",
    { onMailFrom: (_, __, answer) => answer(refuse("Not your address", 550)) },
    {},
    "MAIL_SENDER_REFUSED",
    /refused the sender leads@example\.com\..*Not your address/,
  ],
  [
    "a server that refuses the message",
    { onData: (stream, _, answer) => stream.on("end", () => answer(refuse("Looks like spam", 554))).resume() },
    {},
    "MAIL_REFUSED",
    /refused the message\..*Looks like spam/,
  ],
  [
    "a server that is closed for today",
    { onConnect: (_, answer) => answer(refuse("Go away", 421)) },
    {},
    "MAIL_UNREACHABLE",
    /could not be talked to/,
  ],
])("%s is told with the way out", async (_, options, settings, code, sentence) => {
  const office = await openPostOffice(options);
  const ended = await mail({ ...office.settings, ...settings }, { LEAD_EXPORT_MAIL_PASSWORD: "wr0ng" });
  const { error } = json(ended);
  expect([ended.code, error.code]).toEqual([1, code]);
  expect(error.sentence).toMatch(sentence);
  expect(error.way_out).not.toBe("");
  expect(ended.stderr + ended.stdout).not.toContain("wr0ng");
});

test("one refused recipient of two: the other has the mail, and the person is told", async () => {
  const office = await openPostOffice({
    onRcptTo: ({ address }, _, answer) => answer(address.startsWith("gone") ? refuse("Gone", 550) : undefined),
  });
  const ended = await mail({ ...office.settings, to: ["data@example.com", "gone@example.com"] });
  expect([ended.code, json(ended).error.code]).toEqual([1, "MAIL_RECIPIENT_REFUSED"]);
  expect(json(ended).error.sentence).toMatch(/recipient gone@example\.com\. The other addresses have the mail\./);
  expect(office.taken.map(({ recipients }) => recipients)).toEqual([["data@example.com"]]);
});

test.each<[string, (port: number) => object, string, RegExp]>([
  ["a host that is none", () => ({ server: "smtp://mail.invalid:2525" }), "MAIL_HOST_UNKNOWN", /called mail\.invalid/],
  ["a server that hangs up", (port) => ({ server: `smtp://127.0.0.1:${port}` }), "MAIL_UNREACHABLE", /was cut/],
  ["a port where nobody listens", () => ({ server: "smtp://127.0.0.1:1" }), "MAIL_UNREACHABLE", /was refused/],
  ["TLS where plain text is spoken", (port) => ({ server: `smtps://127.0.0.1:${port}` }), "MAIL_", /127\.0\.0\.1/],
])("%s is told with the way out", async (_, settings, code, sentence) => {
  const port = await tcp((socket) => socket.end());
  const ended = await mail({ from: "a@example.com", to: ["b@example.com"], ...settings(port) });
  expect(ended.code).toBe(1);
  expect(json(ended).error).toMatchObject({
    code: expect.stringContaining(code),
    sentence: expect.stringMatching(sentence),
  });
});

test.each([
  ["says nothing", ""],
  ["never comes to an end", "220-wait\r\n"],
])("a server that %s is given up", async (_, line) => {
  const port = await tcp((socket) => {
    const drip = setInterval(() => socket.write(line), 50);
    socket.on("close", () => clearInterval(drip));
  });
  const settings = { server: `smtp://127.0.0.1:${port}`, from: "a@example.com", to: ["b@example.com"] };
  const ended = await mail(settings, { LEAD_EXPORT_MAIL_PATIENCE_MS: "500" });
  expect([ended.code, json(ended).error.code]).toEqual([1, "MAIL_UNREACHABLE"]);
});

async function tcp(answer: (socket: import("node:net").Socket) => void): Promise<number> {
  const server = createServer((socket) => answer(socket.on("error", () => {})));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  onTestFinished(() => void server.close());
  return (server.address() as import("node:net").AddressInfo).port;
}

const good = { server: "smtps://mail.example.com:465", from: "a@example.com", to: ["b@example.com"] };

test.each<[string, object | undefined, string, RegExp]>([
  ["no settings", undefined, "MAIL_NOT_CONFIGURED", /no mail settings/],
  ["a wrong setting", { ...good, from: "a" }, "CONFIG_BAD", /"mail\.from" must be one plain address/],
  ["a user without a password", { ...good, user: "leads" }, "MAIL_PASSWORD_MISSING", /no password/],
  ["a password file that is not there", { ...good, user: "u", passwordFile: "none" }, "MAIL_PASSWORD_MISSING", /none/],
])("%s is refused before anything is sent", async (_, settings, code, sentence) => {
  const ended = await mail(settings);
  expect([ended.code, json(ended).error.code]).toEqual([2, code]);
  expect(json(ended).error.sentence).toMatch(sentence);
});
