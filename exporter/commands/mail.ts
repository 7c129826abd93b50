import { hostname } from "node:os";
import type { Command } from "commander";
import type { Readers } from "../mail/tell-readers";
import { Failure } from "../words/failure";
import { jsonOption, outOption } from "./options";

export function addMail(program: Command): void {
  program
    .command("mail")
    .summary("send a test mail, or the answers, to the addresses of the configuration")
    .description(
      "Sends a test mail to the addresses of the configuration, as run --retry does when a run fails; with --answers the mail of the answers.",
    )
    .addOption(outOption())
    .option("--config <file>", "the configuration (default: lead-export.config.json, if it is there)")
    .option("--answers", "send the answers of the current snapshot instead, and post them to the webhooks")
    .option("--html", "print the mail of the answers as HTML, and send nothing")
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
Example:
  lead-export mail --config lead-export.config.json

In the configuration, with the password in the file or in LEAD_EXPORT_MAIL_PASSWORD:
  "mail": {
    "server": "smtps://mail.example.com:465",
    "user": "leads",
    "passwordFile": "mail-password",
    "from": "leads@example.com",
    "to": ["data@example.com"],
    "answers": { "when": "daily", "to": ["insight@example.com"] }
  }`,
    )
    .action(mailCommand);
}

interface MailOptions {
  config?: string;
  answers?: true;
  html?: true;
  json?: true;
}

async function mailCommand({ config, answers, html, json }: MailOptions, command: Command): Promise<void> {
  const { readConfig } = await import("../config/config");
  const { mail, webhooks, site } = readConfig(config);
  if (html) return printAnswers(site?.address ?? null, command);
  if (answers) return sendAnswers({ mail, webhooks, site: site?.address }, command, json);
  if (mail === undefined) {
    throw new Failure("MAIL_NOT_CONFIGURED", "The configuration has no mail settings.");
  }
  const [{ sendMail }, { writeMessage }, { print, printJson }] = await Promise.all([
    import("../mail/send"),
    import("../mail/message"),
    import("../terminal/output"),
  ]);
  const opening = `This is a test sent by lead-export mail on the machine ${hostname()}.`;
  const lines = ["A run started with --retry that fails is told to this address."];
  await sendMail(mail, writeMessage("Lead Export: test mail", opening, [{ heading: "What it shows", lines }]));
  if (json) return printJson({ sent: true, server: mail.server, from: mail.from, to: mail.to });
  await print(`The mail server ${mail.server} took a test mail for ${mail.to.join(", ")}. See whether it arrives.\n`);
}

async function sendAnswers(readers: Readers, command: Command, json: true | undefined): Promise<void> {
  const [{ tellNow }, { print, printJson }] = await Promise.all([
    import("../mail/tell-readers"),
    import("../terminal/output"),
  ]);
  const { store, published } = await current(command);
  const told = await tellNow(readers, store, published);
  if (told === 0) {
    throw new Failure("MAIL_NOT_CONFIGURED", "The configuration has neither mail.answers nor webhooks.");
  }
  const { snapshot } = published.report;
  if (json) return printJson({ sent: true, snapshot, readers: told });
  await print(`The answers of snapshot ${snapshot} were sent. See whether they arrive.\n`);
}

async function printAnswers(site: string | null, command: Command): Promise<void> {
  const [{ morningMail }, { print }] = await Promise.all([
    import("../mail/morning-mail"),
    import("../terminal/output"),
  ]);
  const { published } = await current(command);
  await print(morningMail({ ...published, site }, []).html);
}

/** The current snapshot, whole. */
async function current(command: Command) {
  const [{ applyPlaceConfig }, { openStore }, { requireCurrent }, { verify }, { publishedAnswers }] = await Promise.all(
    [
      import("../config/apply-config"),
      import("../stores/open-store"),
      import("../publish/current"),
      import("../publish/verify"),
      import("../run/report"),
    ],
  );
  const { out, ...settings } = applyPlaceConfig(command);
  const store = await openStore({ ...settings, out });
  const { snapshot } = await requireCurrent(store);
  const manifest = await verify(store, snapshot);
  return { store, published: { report: await publishedAnswers(store, manifest), manifest, out } };
}
