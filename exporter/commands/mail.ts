import { hostname } from "node:os";
import type { Command } from "commander";
import { Failure } from "../words/failure";
import { jsonOption } from "./options";

export function addMail(program: Command): void {
  program
    .command("mail")
    .summary("send a test mail to the addresses of the configuration")
    .description("Sends a test mail to the addresses of the configuration, as run --retry does when a run fails.")
    .option("--config <file>", "the configuration (default: lead-export.config.json, if it is there)")
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
    "to": ["data@example.com"]
  }`,
    )
    .action(mailCommand);
}

async function mailCommand({ config, json }: { config?: string; json?: true }): Promise<void> {
  const { readConfig } = await import("../config/config");
  const { mail } = readConfig(config);
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
