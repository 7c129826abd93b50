import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { onTestFinished } from "vitest";
import type { MailSettings } from "../../../exporter/config/mail-settings";
import { type Mail, readMail } from "./read-mail";

/** A mail server on this machine that keeps what it takes. */
export interface PostOffice {
  /** `smtp://127.0.0.1:PORT`. */
  readonly server: string;
  readonly port: number;
  readonly taken: (Mail & { readonly recipients: string[]; readonly encrypted: boolean; readonly user: unknown })[];
  readonly settings: MailSettings;
}

/** `onMail` runs before a mail is said to be taken. */
export async function openPostOffice(options: SMTPServerOptions = {}, onMail = async () => {}): Promise<PostOffice> {
  const taken: PostOffice["taken"] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    allowInsecureAuth: true,
    onData(stream, { envelope, secure, user }, done) {
      const pieces: Buffer[] = [];
      stream.on("data", (piece) => pieces.push(piece));
      stream.on("end", () => {
        const recipients = envelope.rcptTo.map(({ address }) => address);
        taken.push({ ...readMail(Buffer.concat(pieces)), recipients, encrypted: secure, user });
        onMail().then(() => done(), done);
      });
    },
    ...options,
  });
  // A client that hangs up is no fault of these tests.
  server.on("error", () => {});
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", () => ready()));
  onTestFinished(() => new Promise<void>((closed) => server.close(() => closed())));
  const { port } = server.server.address() as AddressInfo;
  const address = `smtp://127.0.0.1:${port}`;
  const settings = { server: address, from: "leads@example.com", to: ["data@example.com"] };
  return { server: address, port, taken, settings };
}
