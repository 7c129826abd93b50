import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readConfig } from "../../../exporter/config/config";
import { temporaryFolder } from "../commands/cli";

const path = join(temporaryFolder(), "config.json");
const read = (mail: unknown) => {
  writeFileSync(path, JSON.stringify({ mail }));
  return readConfig(path).mail;
};
const good = { server: "smtps://mail.example.com:465", from: "a@example.com", to: ["b@example.com"] };

test.each([
  [good],
  [{ ...good, server: "smtp://127.0.0.1:25" }],
  [{ ...good, server: "smtp://[::1]" }],
  [{ ...good, from: "o'neil+leads@mail.example.co.uk", to: ["x@münchen.example", "root@localhost"] }],
])("%j is taken as it is", (mail) => {
  expect(read(mail)).toEqual(mail);
});

test.each<[string, unknown, RegExp]>([
  ["a text", "smtp://host", /"mail" must be an object with server, from and to/],
  ["nothing in them", {}, /"mail\.server" is missing; "mail\.from" is missing; "mail\.to" is missing/],
  ["a misspelt key", { ...good, sever: "x" }, /no "mail\.sever" \(did you mean "mail\.server"\?/],
  ["a password among them", { ...good, password: "x" }, /no "mail\.password"/],
  ["a password in the address", { ...good, server: "smtp://u:p@host" }, /"mail\.server" .*without user and/],
  ["another protocol", { ...good, server: "https://host" }, /"mail\.server" must be smtps:/],
  ["a port too high", { ...good, server: "smtp://host:70000" }, /"mail\.server" must be smtps:/],
  ["a header in the sender", { ...good, from: "a@example.com\r\nBcc: x@example.com" }, /"mail\.from" must be/],
  ["two addresses in one", { ...good, to: ["a@example.com, b@example.com"] }, /"mail\.to\.0" must be/],
  ["a name with an address", { ...good, to: ["Ada <a@example.com>"] }, /"mail\.to\.0" must be/],
  ["an address without a domain", { ...good, to: ["b@example.com", "ada@"] }, /"mail\.to\.1" must be/],
  ["nobody to send to", { ...good, to: [] }, /"mail\.to" must hold at least one/],
  ["a password file without a user", { ...good, passwordFile: "p" }, /"mail" has a passwordFile but no user/],
])("%s is refused by name", (_, mail, sentence) => {
  expect(() => read(mail)).toThrow(expect.objectContaining({ code: "CONFIG_BAD", exit: 2 }));
  expect(() => read(mail)).toThrow(sentence);
});

test("an address that is taken can end no header and name nobody else", () => {
  const nasty = fc.constantFrom("\r\n", "\n", ",", ";", "<", ">", '"', " ", "@", "\u2028", "a", "b.c", "é");
  const address = fc.array(nasty, { maxLength: 6 }).map((parts) => `a${parts.join("")}@example.com`);
  fc.assert(
    fc.property(address, (from) => {
      try {
        read({ ...good, from });
      } catch {
        return;
      }
      expect(from).toMatch(/^[^\s<>",;@]+@[^\s<>",;@]+$/);
    }),
  );
});
