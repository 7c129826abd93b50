import { createPublicKey, verify } from "node:crypto";
import { OAuth2Client } from "google-auth-library";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openServices } from "../../../workbench/host/services/services";
import { systemClock } from "../../../workbench/server/clock";
import { project, START } from "./script";

let script: Awaited<ReturnType<typeof project>>;
let client: OAuth2Client;
beforeAll(async () => {
  script = await project({ tokenClock: systemClock });
  const { certsUrl } = script.services.identity;
  client = new OAuth2Client({ endpoints: { oauth2FederatedSignonPemCertsUrl: certsUrl } });
});
afterAll(() => script.services.close());

const token = () => ScriptApp.getIdentityToken();
const check = (idToken: string, audience = script.services.identity.audience) =>
  client.verifyIdToken({ idToken, audience });

describe("ScriptApp.getIdentityToken", () => {
  test("is one that Google's own library accepts, for an hour, naming the effective user", async () => {
    const run = { user: "ada@example.com", activeUser: "" };
    const claims = (await check(script.run(token, run))).getPayload()!;
    expect(claims).toMatchObject({
      iss: "https://accounts.google.com",
      email: "ada@example.com",
      email_verified: true,
      hd: "example.com",
      sub: expect.stringMatching(/^\d{21}$/),
    });
    expect(claims.exp - claims.iat).toBe(3600);
    const again = (await check(script.run(token, run))).getPayload()!;
    expect(again.sub).toBe(claims.sub);
  });

  test("names no organisation for a consumer account", async () => {
    const claims = (await check(script.run(token, { user: "ada@gmail.com" }))).getPayload()!;
    expect(claims.hd).toBeUndefined();
  });

  test("is refused when anything about it is wrong", async () => {
    const { identity } = script.services;
    const now = Math.floor(Date.now() / 1000);
    await expect(check(identity.tokenFor("ada@example.com"), "another audience")).rejects.toThrow("recipient");
    await expect(check(identity.tokenFor("a@b.c", { iss: "https://evil.example" }))).rejects.toThrow("issuer");
    await expect(check(identity.tokenFor("a@b.c", { iat: now - 9000, exp: now - 5400 }))).rejects.toThrow("too late");
    const [head, , signature] = identity.tokenFor("ada@example.com").split(".");
    const forged = Buffer.from(JSON.stringify({ aud: identity.audience })).toString("base64url");
    await expect(check(`${head}.${forged}.${signature}`)).rejects.toThrow("signature");
  });

  test("is stamped with the local Google's time unless told otherwise", async () => {
    const plain = await project();
    const body = plain.run(token).split(".")[1];
    expect(JSON.parse(Buffer.from(body, "base64url").toString()).iat).toBe(START / 1000);
    await plain.services.close();
  });

  test("is null without the scope, and not to be had in a simple trigger", async () => {
    const plain = await project();
    expect(() => plain.run(token, { authMode: "LIMITED" })).toThrow("not sufficient");
    plain.source.scopes = [];
    expect(plain.run(token)).toBeNull();
    await plain.services.close();
  });
});

test("the keys are served as JWKs too", async () => {
  const { identity } = script.services;
  const { keys } = (await (await fetch(identity.jwksUrl)).json()) as { keys: JsonWebKey[] };
  const [head, body, signature] = identity.tokenFor("ada@example.com").split(".") as [string, string, string];
  const key = createPublicKey({ key: keys[0] as never, format: "jwk" });
  expect(verify("RSA-SHA256", Buffer.from(`${head}.${body}`), key, Buffer.from(signature, "base64url"))).toBe(true);
});

test("a taken port is told", async () => {
  const port = Number(new URL(script.services.identity.certsUrl).port);
  const options = { clock: systemClock, project: script.source, container: "s" };
  await expect(openServices({ ...options, port })).rejects.toMatchObject({ code: "EADDRINUSE" });
});
