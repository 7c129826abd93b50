import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { start, TEN_LEADS, TWO_COMPANIES, workplace } from "./world";

/** The modes below a folder, its own included, as `folder 700`. */
function modesBelow(folder: string): string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => join(folder, path));
  const modes = [folder, ...paths].map((path) => {
    const status = statSync(path);
    return `${status.isDirectory() ? "folder" : "file"} ${(status.mode & 0o777).toString(8)}`;
  });
  return [...new Set(modes)].sort();
}

test.skipIf(process.platform === "win32")(
  "what a run writes is for its user alone, or for a group too; only what is in the site is for everyone",
  async () => {
    const place = workplace();
    const [siteAlone, siteOfGroup] = [place.newOut(), place.newOut()];
    const configured = (name: string, folder: string, more = {}) =>
      place.write(name, JSON.stringify({ site: { folder }, dashboard: { rows: ["first_name"] }, ...more }));
    const config = configured("alone.json", siteAlone);
    const groupConfig = configured("group.json", siteOfGroup, { readableBy: "group" });
    const files = [
      "--leads",
      place.leads("leads.csv", TEN_LEADS),
      "--companies",
      place.companies("c.csv", TWO_COMPANIES),
    ];
    const run = ["run", ...files, "--zone", "UTC", "--as-of", "2026-11-22T12:00:00Z"];
    const [alone, ofGroup] = [place.newOut(), place.newOut()];
    const ended = await Promise.all([
      start([...run, "--out", alone, "--config", config]).ended,
      start([...run, "--out", ofGroup, "--config", groupConfig]).ended,
    ]);
    expect(ended.map(({ code }) => code)).toEqual([0, 0]);
    expect(modesBelow(alone)).toEqual(["file 600", "folder 700"]);
    expect(modesBelow(ofGroup)).toEqual(["file 640", "folder 750"]);
    for (const site of [siteAlone, siteOfGroup]) {
      expect(modesBelow(site)).toEqual(["file 644", "folder 755"]);
      const files = readdirSync(site, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      expect(files.map(({ name }) => name).sort()).toEqual(["dashboard.html", "index.html"]);
    }
  },
);
