import { CP1252 } from "./cp1252";

/** Names of U+00A0 to U+00FF, in that order, where they are not a letter and its accent. */
const LATIN_1 =
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil " +
  "sup1 ordm raquo frac14 frac12 frac34 iquest";
const OTHERS =
  "amp=& lt=< gt=> quot=\" apos=' AElig=Æ aelig=æ ETH=Ð eth=ð THORN=Þ thorn=þ Oslash=Ø oslash=ø szlig=ß OElig=Œ oelig=œ times=× divide=÷ " +
  "Lstrok=Ł lstrok=ł Dstrok=Đ dstrok=đ Hstrok=Ħ hstrok=ħ Tstrok=Ŧ tstrok=ŧ inodot=ı imath=ı fnof=ƒ circ=ˆ tilde=˜ ndash=– mdash=— lsquo=‘ " +
  "rsquo=’ sbquo=‚ ldquo=“ rdquo=” bdquo=„ dagger=† Dagger=‡ bull=• hellip=… permil=‰ lsaquo=‹ rsaquo=› euro=€ trade=™ ensp=\u2002 emsp=\u2003 " +
  "thinsp=\u2009 zwnj=\u200c zwj=\u200d lrm=\u200e rlm=\u200f sigmaf=ς thetasym=ϑ upsih=ϒ piv=ϖ";
const GREEK =
  "Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho - Sigma Tau Upsilon Phi Chi Psi Omega";
/** What stands behind a letter in a name such as `eacute`, and its combining mark. */
const MARKS: Readonly<Record<string, string>> = {
  grave: "\u0300",
  acute: "\u0301",
  circ: "\u0302",
  tilde: "\u0303",
  macr: "\u0304",
  breve: "\u0306",
  dot: "\u0307",
  uml: "\u0308",
  ring: "\u030a",
  dblac: "\u030b",
  caron: "\u030c",
  cedil: "\u0327",
  ogon: "\u0328",
};

const NAMED = new Map<string, string>();
LATIN_1.split(" ").forEach((name, i) => {
  NAMED.set(name, String.fromCharCode(0xa0 + i));
});
for (const entry of OTHERS.split(" "))
  NAMED.set(entry.slice(0, entry.indexOf("=")), entry.slice(entry.indexOf("=") + 1));
GREEK.split(" ").forEach((name, i) => {
  NAMED.set(name, String.fromCharCode(0x391 + i));
  NAMED.set(name.toLowerCase(), String.fromCharCode(0x3b1 + i));
});

const ENTITY = /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z][a-z0-9]+));/gi;
const ACCENTED = new RegExp(`^([A-Za-z])(${Object.keys(MARKS).join("|")})$`);

/** Returns the text with its HTML entities (`&eacute;`, `&#233;`, `&#xE9;`) as the characters they stand for; unknown ones stay. */
export function withoutEntities(text: string): string {
  return text.replace(ENTITY, (entity, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED.get(name) ?? accented(name) ?? entity;
    return character(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)) ?? entity;
  });
}

function accented(name: string): string | undefined {
  const [, letter, mark] = ACCENTED.exec(name) ?? [];
  const text = letter === undefined ? "" : (letter + MARKS[mark]).normalize("NFC");
  return text.length === 1 ? text : undefined;
}

/** As browsers do it, numbers of the C1 controls mean the characters of Windows-1252. */
function character(code: number): string | undefined {
  if (code >= 0x80 && code <= 0x9f) return CP1252[code - 0x80];
  const isCharacter =
    (code === 9 || code === 10 || code === 13 || code >= 0x20) && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}
