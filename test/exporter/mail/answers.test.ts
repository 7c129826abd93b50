import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { oneObject, program, TWO_COMPANIES, workplace } from "../e2e/world";
import { openPostOffice, type PostOffice } from "./post-office";
import { openReceiver, type Post } from "./receiver";

// The built program, a real mail server and a real web server, over three mornings.
const place = workplace();
const companies = place.companies("companies.csv", [...TWO_COMPANIES, ["=Gamma <b>&Co", "Germany"]]);
const NAMES = /Adaeze|Okonkwo|Bisi|Femi/;
const rows = [
  ["Acme", "Adaeze", "Okonkwo", "CTO", "Nigeria", "2026-11-20 08:00:00"],
  ["=Gamma <b>&Co", "Bisi", "Okonkwo", "CEO", "Untied States", "2026-11-20 09:00:00"],
  ["Acme", "Bisi", "Okonkwo", "", "Ghana", "2026-11-20 09:00:00"],
];
const more = [...rows, ["Beta", "Femi", "Okonkwo", "CFO", "Ghana", "2026-11-22 06:00:00"]];
const SECRET = "a secret of these tests";

const subjects = ({ taken }: PostOffice) => taken.map(({ headers }) => headers.subject);
const paths = (posts: readonly Post[]) => posts.map(({ path }) => path);

test("the answers come to people: once a morning, by mail and to three webhooks, without a lead's name; who could not be told is told by the next run", async () => {
  const office = await openPostOffice();
  const receiver = await openReceiver();
  const out = place.newOut();
  const config = place.write(
    "config.json",
    JSON.stringify({
      out,
      zone: "Africa/Lagos",
      site: { folder: "public", address: "https://leads.example.com" },
      mail: { ...office.settings, answers: { to: ["insight@example.com"] } },
      webhooks: [
        { kind: "slack", url: `${receiver.address}/slack` },
        { kind: "teams", url: `${receiver.address}/teams`, when: "change" },
        { url: `${receiver.address}/any`, secretFile: "secret" },
      ],
    }),
  );
  place.write("secret", `${SECRET}\n`);
  const run = async (leads: string, at: string) => {
    const words = ["run", "--config", config, "--leads", leads, "--companies", companies, "--as-of", at, "--json"];
    const ended = await program(words);
    return { ...ended, json: oneObject(ended) };
  };
  const first = place.leads("1.csv", rows);
  const told = () => office.taken.length + receiver.posts.length;

  const saturday = await run(first, "2026-11-21T07:00:00+01:00");
  expect([saturday.code, saturday.json.published], saturday.stderr).toEqual([0, true]);
  expect(subjects(office)).toEqual([`2 leads, 1 row waits: ${out}`]);
  const [{ text, html, recipients, whole }] = office.taken as [PostOffice["taken"][0]];
  expect(recipients).toEqual(["insight@example.com"]);
  expect(whole).not.toMatch(NAMES);
  expect(text).toContain(
    "2 leads, as of 21 November 2026, 07:00 (Africa/Lagos).\nThere is no earlier snapshot to compare with.\n1 row waits for correction, 0 rows repeat another.",
  );
  expect(text).toMatch(/^ {2}November \(so far\) +2$/m);
  expect(text).toMatch(/^ {2}Untied States \(unknown\) +1$/m);
  expect(text).toContain('Country "Untied States" is unknown, did you mean United States?');
  const dashboard = `https://leads.example.com/snapshots/${saturday.json.snapshot}/dashboard.html`;
  expect(text).toContain(`The dashboard: ${dashboard}`);
  expect(html).toContain(`<a href="${dashboard}"`);
  // Nothing to fetch, and what people typed is text.
  expect(html).not.toMatch(/<(img|script|link|style)|url\(|src=|<b>&amp;Co/i);
  expect(paths(receiver.posts)).toEqual(["/slack", "/teams", "/any"]);
  for (const { body } of receiver.posts) expect(body).not.toMatch(NAMES);
  const [slack, teams, any] = receiver.posts;
  expect(JSON.parse(slack.body).text.split("\n")[0]).toBe("*2 leads*");
  expect(JSON.parse(slack.body).text).toContain(`<${dashboard}|The dashboard>`);
  expect(JSON.parse(teams.body).attachments[0].content).toMatchObject({
    type: "AdaptiveCard",
    actions: [{ type: "Action.OpenUrl", url: dashboard }],
  });
  expect(JSON.parse(any.body)).toMatchObject({
    type: "answers.published",
    data: { snapshot: saturday.json.snapshot, counts: saturday.json.counts, since: null },
  });
  const { "webhook-id": id, "webhook-timestamp": at, "webhook-signature": signed } = any.headers;
  expect(signed).toBe(`v1,${createHmac("sha256", SECRET).update(`${id}.${at}.${any.body}`).digest("base64")}`);
  expect(Math.abs(Date.now() / 1000 - Number(at))).toBeLessThan(60);
  expect(slack.headers["webhook-signature"]).toBeUndefined();

  expect((await run(first, "2026-11-21T09:00:00+01:00")).code).toBe(0);
  expect(told()).toBe(4);

  // The next morning Slack is gone; the rows are the same, which is no news to who is told of changes.
  receiver.answers["/slack"] = 404;
  const sunday = await run(first, "2026-11-22T06:30:00+01:00");
  expect([sunday.code, sunday.json.published, sunday.json.error?.code]).toEqual([1, true, "READERS_NOT_TOLD"]);
  expect(sunday.json.error!.sentence).toMatch(
    /not everybody was told\. The webhook at 127\.0\.0\.1:\d+ answered with 404\.$/,
  );
  expect(subjects(office)[1]).toBe(`2 leads (no change since yesterday), 1 row waits: ${out}`);
  expect(office.taken[1].text).toContain("No clean row changed since yesterday.");
  expect(paths(receiver.posts.slice(3))).toEqual(["/slack", "/any"]);

  // It is back with the next run, also on the same day; only then is it told.
  receiver.answers["/slack"] = 200;
  expect((await run(first, "2026-11-22T06:40:00+01:00")).code).toBe(0);
  expect(paths(receiver.posts.slice(5))).toEqual(["/slack"]);

  const monday = await run(place.leads("2.csv", more), "2026-11-23T07:00:00+01:00");
  expect(monday.code, monday.stderr).toBe(0);
  expect(subjects(office).slice(2)).toEqual([`3 leads (+1 since yesterday), 1 row waits: ${out}`]);
  expect(office.taken[2].text).toContain("Leads since yesterday: 1 new.");
  expect(office.taken[2].text).toMatch(/^ {2}Ghana +1 {2}new$/m);
  expect(paths(receiver.posts.slice(6))).toEqual(["/slack", "/teams", "/any"]);
  expect(JSON.parse(receiver.posts.at(-1)!.body).data.since.rows.leads).toMatchObject({ new: 1, gone: 0 });
  expect(office.taken[2].whole).not.toMatch(NAMES);

  // Names are sent to who asks for them, and a person can try how it looks.
  const named = { out, mail: { ...office.settings, answers: { names: true } } };
  const asked = place.write("named.json", JSON.stringify(named));
  const sent = await program(["mail", "--answers", "--config", asked, "--json"]);
  expect([sent.code, JSON.parse(sent.stdout)]).toEqual([0, { sent: true, snapshot: monday.json.snapshot, readers: 1 }]);
  expect(office.taken[3].text).toContain("New: Femi Okonkwo, CFO, Beta, Ghana");
  expect(office.taken[3].recipients).toEqual(office.settings.to);
}, 120_000);

test.each<[object, RegExp]>([
  [{ webhooks: [{ kind: "slack", url: "http://example.com/x" }] }, /"webhooks\.0\.url" must begin with https/],
  [{ webhooks: [{ kind: "slack" }] }, /"webhooks\.0" needs one of url, urlFile and urlEnv/],
  [
    { webhooks: [{ url: "https://example.com", wen: "daily" }] },
    /there is no "webhooks\.0\.wen" \(did you mean "webhooks\.0\.when"/,
  ],
  [{ mail: { answers: { when: "hourly" } } }, /"mail\.answers\.when" must be daily, weekly or change/],
])("%j is refused in words", async (config, sentence) => {
  const path = place.write("wrong.json", JSON.stringify(config));
  const { code, stderr } = await program(["run", "--config", path]);
  expect([code, stderr]).toEqual([2, expect.stringMatching(sentence)]);
});
