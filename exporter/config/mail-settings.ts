import * as v from "valibot";
import { isThisMachine } from "../words/this-machine";
import { whenEntries } from "./reader-settings";
import { text } from "./values";

const LONGEST_ADDRESS = 254;
/** One recipient more than a team has; a list of hundreds belongs to the mail server. */
const MOST_RECIPIENTS = 50;

/** One plain address: nothing in it can end a header or begin another. */
const ADDRESS = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:(?!-)[\p{L}\p{N}-]+(?<!-)(?:\.(?=.)|$))+$/u;
const SERVER = /^smtps?:\/\/(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)(:\d{1,5})?\/?$/i;

const address = v.pipe(
  v.string("must be a text"),
  v.check(
    (address) => address.length <= LONGEST_ADDRESS && ADDRESS.test(address),
    "must be one plain address such as leads@example.com",
  ),
);

const addresses = v.pipe(
  v.array(address, "must be a list of addresses"),
  v.nonEmpty("must hold at least one address"),
  v.maxLength(MOST_RECIPIENTS, `must hold at most ${MOST_RECIPIENTS} addresses`),
);

/** What stands in `mail.answers`: who gets the answers, and when. */
export const answersEntries = {
  ...whenEntries,
  /** Those of failures, unless it is said. */
  to: v.optional(addresses),
  /** Whether the new leads are named in it. */
  names: v.optional(v.boolean("must be true or false"), false),
};

export const answersSettings = v.object(answersEntries, "must be an object");

/** What stands in `mail` of the configuration. The password never does: it is in a file, or in the environment. */
export const mailEntries = {
  server: v.pipe(
    v.string("must be a text"),
    v.check(
      isServer,
      "must be smtps://host:465 or smtp://host:587, without user and password (those are user and passwordFile)",
    ),
  ),
  user: v.optional(text),
  passwordFile: v.optional(text),
  from: address,
  to: addresses,
  answers: v.optional(answersSettings),
};

export const mailSettings = v.pipe(
  v.object(mailEntries, "must be an object with server, from and to"),
  v.check(
    ({ user, passwordFile }) => user !== undefined || passwordFile === undefined,
    "has a passwordFile but no user",
  ),
);

export type MailSettings = v.InferOutput<typeof mailSettings>;

export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise STARTTLS. */
  readonly secure: boolean;
  /** Nothing sent there leaves this machine. */
  readonly isThisMachine: boolean;
}

/** The parts of `server`, which `mailSettings` has checked. */
export function mailServer(server: string): MailServer {
  const { protocol, hostname, port } = new URL(server);
  const secure = protocol === "smtps:";
  return {
    host: hostname.replace(/^\[(.*)\]$/, "$1"),
    port: port === "" ? (secure ? 465 : 587) : Number(port),
    secure,
    isThisMachine: isThisMachine(hostname),
  };
}

function isServer(server: string): boolean {
  return SERVER.test(server) && URL.canParse(server) && mailServer(server).port > 0;
}
