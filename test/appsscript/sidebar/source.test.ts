import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { builtSidebar } from "./browser";

describe("the sidebar's source", () => {
  const folder = new URL("../../../appsscript/sidebar/", import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));

  it.each(files)("%s never turns text into markup", (name) => {
    expect(readFileSync(new URL(name, folder), "utf8")).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|setHTML|DOMParser|srcdoc|createContextualFragment/,
    );
  });

  it("is one page in which Google's template engine finds the view, the zone and nothing else", () => {
    const page = builtSidebar();
    expect(page.match(/<\?[^>]*\?>/g)).toEqual(["<?= view ?>", "<?= zone ?>"]);
    expect(page.split("<?")).toHaveLength(3);
  });

  it("loads nothing from elsewhere", () => {
    expect(builtSidebar()).not.toMatch(/\b(src|href)=|@import|url\(/);
  });
});
