import { expect, test } from "vitest";
import { recognise } from "../../../exporter/inputs/person";
import { exportWithout } from "../../../exporter/publish/export-without";
import { pageWithout } from "../../../exporter/publish/page-without";

const isTheirs = recognise({ first_name: "Ada", last_name: "Obi", company: "Acme" });
const column = (name: string) => ({ name, label: name, type: "text" });
const pageOf = (data: object) =>
  `<!doctype html><script id="report" type="application/json">${JSON.stringify(data)}</script><p>Ada`;
const dataOf = (page: string) => JSON.parse(/json">(.*?)<\/script/s.exec(page)![1]);

test("rows of the person go from every table of a page that shows names, and are counted off", () => {
  const people = {
    columns: [column("source_row"), column("first_name"), column("last_name"), column("company")],
    rows: [
      [2, "Ada", "Obi", "Acme"],
      [3, "ADA", "obi", "acme"],
      [4, "Ada", "Obi", "Beta"],
      [5, "Ben", "</script>", "Acme"],
    ],
    allRows: 40,
  };
  const lastNames = { columns: [column("last_name")], rows: [["Obi"], ["Ode"]] };
  const counts = { columns: [column("company"), column("staff")], rows: [["Acme", 2]], allRows: 1 };
  const page = pageOf({ report: { answers: [counts] }, details: { rows: { leads: people, held: lastNames } } }).replace(
    '</script>"',
    '\\u003c/script>"',
  );
  const cleaned = pageWithout(page, isTheirs);
  expect(cleaned.rows).toBe(3);
  const { report, details } = dataOf(cleaned.page);
  expect(report.answers).toEqual([counts]);
  expect(details.rows.leads).toMatchObject({ rows: people.rows.slice(2), allRows: 38 });
  expect(details.rows.held.rows).toEqual([["Ode"]]);
  expect(pageWithout(cleaned.page, isTheirs)).toEqual({ page: cleaned.page, rows: 0 });
});

test("a page without such rows stays byte for byte", () => {
  const page = pageOf({ answers: [{ columns: [column("country")], rows: [["Ghana"]] }] });
  expect(pageWithout(page, isTheirs)).toEqual({ page, rows: 0 });
});

test("what the service keeps of an export loses the person among the rows that it lists", () => {
  const row = (...key: string[]) => ({ row: 2, key, now: "gone" });
  const told = (...first: object[]) => ({
    told: { result: { changes: { leads: { vanished: { count: 9, first } } } } },
  });
  const others = [row("Beta", "Ada", "Obi", "Ghana"), row("Acme", "Ghana")];
  const kept = JSON.stringify(told(row("acme", "ADA", "Obi", "Ghana"), ...others));
  expect(exportWithout(kept, isTheirs)).toEqual({ text: JSON.stringify(told(...others)), rows: 1 });
  const answer = (...rows: object[]) =>
    JSON.stringify({ told: { result: { answers: [{ question: "callers", rows }] } } });
  const [ada, ben] = ["Ada", "Ben"].map((first_name) => ({ first_name, last_name: "Obi", company: "Acme", calls: 3 }));
  expect(exportWithout(answer(ada, ben), isTheirs)).toEqual({ text: answer(ben), rows: 1 });
  expect(exportWithout("{", isTheirs)).toEqual({ text: "{", rows: 0 });
});
