import { expect, test } from "vitest";
import { select } from "./parquet";
import { manifestOf, published, workplace } from "./world";

const place = workplace();
const DAY = "2026-11-20 08:00:00";

function remainderOf(folder: string, question: string) {
  return manifestOf(folder).questions.find((about) => about.question === question)!.remainder;
}

test("a lead of an unknown company counts, warns and is told apart; a company with three HQs counts a lead once", async () => {
  const companies = place.companies("companies.csv", [
    ["Acme", "Nigeria"],
    ["ACME", "Ghana"],
    ["acme ", "Atlantis"],
    ["Acme", "NG"],
    ["Idle", "Kenya"],
  ]);
  const countries = ["Nigeria", "Ghana", "ATLANTIS", "Kenya", "nigeria", "UK"];
  const leads = place.leads("leads.csv", [
    ...countries.map((country, i) => [i % 2 ? "acme" : "Acme", "Ada", `Obi ${i}`, "CTO", country, DAY]),
    ["Nowhere Ltd", "Ada", "Obi", "CTO", "Nigeria", DAY],
  ]);
  const { counts, answers, folder } = await published({ leads, companies, out: place.newOut() });
  expect(counts).toEqual({
    leads: { read: 7, blank: 0, clean: 7, duplicate: 0, held: 0 },
    companies: { read: 5, blank: 0, clean: 4, duplicate: 1, held: 0 },
  });
  expect(answers.hq_staff).toEqual([{ company: "ACME", staff: 4 }]);
  expect(remainderOf(folder, "hq_staff")).toEqual([
    { reason: "whose country is not an HQ of the company", leads: 2 },
    { reason: "whose company has no HQ in Companies", leads: 1 },
  ]);
  expect(answers.top_countries[0]).toEqual({ rank: 1, country: "Nigeria", country_code: "NG", leads: 3 });
  expect(await select(folder, "SELECT source_row, warnings FROM leads WHERE warnings IS NOT NULL ORDER BY 1")).toEqual([
    [4, "UNKNOWN_COUNTRY"],
    [8, "UNKNOWN_COMPANY"],
  ]);
});

test("ties at rank 20 go by name, and those cut off are stated", async () => {
  const companies = place.companies("tie-companies.csv", [["Acme", "Nigeria"]]);
  const first =
    "Algeria Angola Benin Botswana Burundi Chad Egypt Eritrea Ethiopia Gabon Gambia Ghana Guinea Kenya Lesotho Liberia Libya Malawi".split(
      " ",
    );
  // Rank 19 and 20 are the first two of five with one lead each, by code point: capitals before small letters.
  const tied = ["Zambia", "zz Land", "Mali", "Niger", "Ærø"];
  const rows = [...first.flatMap((country) => [country, country]), ...tied].map((country, i) => [
    "Acme",
    "Ada",
    `Obi ${i}`,
    "CTO",
    country,
    DAY,
  ]);
  const { answers, folder } = await published({ leads: place.leads("ties.csv", rows), companies, out: place.newOut() });
  const top = answers.top_countries;
  expect(top.map(({ rank }) => rank)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  expect(top.map(({ country }) => country)).toEqual([...first, "Mali", "Niger"]);
  expect(remainderOf(folder, "top_countries")).toEqual([
    { reason: "in countries below the 20 shown", leads: 3 },
    { reason: "3 more countries have 1 lead each, as many as rank 20", leads: null },
  ]);
});
