import { describe, expect, test } from "vitest";
import { ASKED_SCOPES, googleFailure } from "../../appsscript/google-failures";
import { inGooglesWords, type Language, type Phrase } from "../../workbench/host/services/google-words";
import { builtAddon } from "./built-addon";
import { ADA, openDesk, people } from "./desk";
import { openExporter } from "./exporter-double";

const LANGUAGES: Language[] = ["en", "de", "fr", "pt", "es", "ja"];
const MAIL = "https://www.googleapis.com/auth/script.send_mail";
const KINDS: [Phrase, code: string][] = [
  [{ phrase: "timedOut", about: "1AbC_d-9" }, "GOOGLE_BUSY"],
  [{ phrase: "serverError" }, "GOOGLE_BUSY"],
  [{ phrase: "tooOften", about: "spreadsheets" }, "TOO_MANY_AT_ONCE"],
  [{ phrase: "tooMany" }, "TOO_MANY_AT_ONCE"],
  [{ phrase: "dayUsedUp", about: "urlfetch" }, "QUOTA"],
  [{ phrase: "computerTime" }, "QUOTA"],
  [{ phrase: "tooLong" }, "TOO_LONG_RUNNING"],
  [{ phrase: "missingScopes", about: "MailApp.sendEmail", scopes: MAIL }, "NOT_AUTHORISED"],
  [{ phrase: "noPermission", about: "ScriptApp.newTrigger" }, "NOT_AUTHORISED"],
  [{ phrase: "authorise" }, "NOT_AUTHORISED"],
  [{ phrase: "protected" }, "PROTECTED"],
  [{ phrase: "blocked", about: "leads.example.com" }, "ADMIN_BLOCKED"],
];

describe("Google's own failures", () => {
  test.each(LANGUAGES)("are known by their kind in %s", (language) => {
    const found = KINDS.map(([phrase]) => googleFailure(inGooglesWords(phrase, language))?.code);
    expect(found).toEqual(KINDS.map(([, code]) => code));
  });

  test("name the permission that is missing; all that the manifest asks for have words", () => {
    expect([...ASKED_SCOPES].sort()).toEqual([...builtAddon().manifest.oauthScopes].sort());
    const said = googleFailure(inGooglesWords({ phrase: "missingScopes", about: "X.y", scopes: MAIL }, "ja"));
    expect(said?.sentence).toBe("The add-on lacks a permission of yours: send mail as you.");
  });

  test.each(["toString", "Ungültiger Wert", "The exporter's answer", "Korea, did you mean South Korea?"])(
    "%s is none of them",
    (message) => expect(googleFailure(message)).toBeNull(),
  );
});

describe.each<Language>(["en", "ja"])("an account in %s", (language) => {
  const desk = async () => {
    const opened = await openDesk(people(3), { services: { language } });
    opened.setUp();
    return opened;
  };

  test("what passes is asked once more, unseen, by menu, sidebar, edit and trigger; what stays is told by its kind", async () => {
    const { host, call, asked, type, status, clock } = await desk();
    const fault = { call: "Range.getValues", says: { phrase: "timedOut", about: "a-book" } } as const;
    const before = asked().length;
    host.faults.queue(fault);
    host.choose(ADA, "menuCheckAll");
    host.faults.queue(fault);
    expect(call("problems")).toMatchObject({ total: 0 });
    host.faults.queue(fault);
    type(2, 0, "");
    expect(status(2)).toContain("company");
    host.faults.queue({ ...fault, function: "handleSweep" });
    await host.advance(clock.now() + 3_600_000);
    expect(asked().slice(before)).toEqual([]);
    expect(call("health").checks).toContainEqual(expect.objectContaining({ name: "Hourly look", state: "good" }));

    host.faults.queue({ ...fault, times: "always" });
    expect(call("problems")).toMatchObject({ code: "GOOGLE_BUSY" });
    host.choose(ADA, "menuCheckAll");
    expect(asked().at(-1)!.text).toContain("Google had an error of its own.");
  });

  test("the exporter is not blamed for what Google refuses, and the daily export says the same", async () => {
    const { host, call, clock } = await desk();
    const exporter = await openExporter();
    call("saveSettings", { exporter: exporter.address, mail: [ADA], hour: 7, stamp: true });
    call("installDaily");
    const strike = (phrase: Phrase) => {
      host.faults.clear();
      host.faults.queue({ call: "UrlFetchApp.fetch", times: "always", says: phrase });
      return call("startExport").code;
    };
    expect(strike({ phrase: "dayUsedUp", about: "urlfetch" })).toBe("QUOTA");
    expect(strike({ phrase: "blocked", about: "leads.example.com" })).toBe("ADMIN_BLOCKED");
    expect(strike({ phrase: "unavailable", about: exporter.address })).toBe("EXPORTER_UNREACHABLE");
    strike({ phrase: "dayUsedUp", about: "urlfetch" });
    await host.advance(clock.now() + 3_600_000);
    expect(host.outbox.mails[0].body).toContain("Google's daily allowance");
  });
});
