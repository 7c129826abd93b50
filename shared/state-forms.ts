import { foldedCountry } from "./country-key";
import { lazy } from "./lazy";
import { looseWords } from "./text";

const words = (text: string) => lazy(() => new Set(text.split(/\s+/).map((word) => looseWords(foldedCountry(word)))));

/** What states call themselves, in the languages they do so. "State" is not among them: Niger State is no country. */
const HEADS = words(
  `republic kingdom principality sultanate federation union bailiwick duchy
  republique royaume principaute duche bailliage republica reino principado principat repubblica
  republik bundesrepublik konigreich furstentum grossherzogtum groussherzogtum republiek koninkrijk
  republiken kongeriget kongeriket konungariket lydveldid republika republiky rzeczpospolita
  respublika respublikasi respublikasy respublikası cumhuriyeti ripublik repiblik ripablik repubblika repoblikan repubulika repubilika
  jamhuri jamhuuriyadda jumhuriyat jumhuriyyat jumhuriyya jomhuri dawlat mamlakat saltanat
  република республика рэспубліка республикасы республикаси ҷумҳурии δημοκρατια
  جمهورية جمهوری جمہوریہ مملكة سلطنة دولة गणराज्य`,
);
/** What else stands in such names. */
const OTHERS = words(
  `islamic federal democratic peoples people's people socialist cooperative co operative federative arab bolivarian
  independent oriental sovereign hashemite most serene grand great
  democratique populaire federale islamique democratica popular bolivariana oriental cooperativa federativa demokratische
  federala federaalka islami eslami serenissima arabe демократическая اسلامي اسلامی إسلامية ديمقراطية شعبية
  الإسلامية الديمقراطية الشعبية العربية الاتحادية الفيدرالية المتحدة
  of the de du des da do dos d del della di l la le les el los der den van von ng e ya y u i na blong ta ye wa و ال`,
);
/** French and Italian articles before a vowel, so that the word behind them stands alone: `République d'Algérie`. */
const ELISION = /\b([dl])'/g;

/**
 * Returns what a name of a country may be without the form of its state (`Federal Republic of Nigeria`, `Egypt, Arab Republic of`,
 * `Benin Republic`), longest first, because some begin with an article themselves (`República de El Salvador`). None when it has no form.
 */
export function withoutStateForm(tidied: string): string[] {
  const all = looseWords(foldedCountry(tidied).replace(ELISION, "$1 ")).split(" ");
  const leading = formWords(all);
  if (leading.length === 0) {
    const { length } = formWords([...all].reverse());
    return length === 0 || length === all.length ? [] : [all.slice(0, -length).join(" ")];
  }
  // What stands behind a form may go on there: `جمهورية مصر العربية`.
  let to = all.length;
  while (OTHERS().has(all[to - 1])) to--;
  let from = leading.length;
  while (!HEADS().has(all[from - 1])) from--;
  const starts = Array.from({ length: leading.length - from + 1 }, (_, i) => from + i);
  return starts.filter((start) => start < to).map((start) => all.slice(start, to).join(" "));
}

/** The words at the start that say a form of state; none when no head is among them. */
function formWords(all: readonly string[]): readonly string[] {
  const end = all.findIndex((word) => !isFormWord(word));
  const words = end === -1 ? all : all.slice(0, end);
  return words.some((word) => HEADS().has(word)) ? words : [];
}

function isFormWord(word: string): boolean {
  return HEADS().has(word) || OTHERS().has(word);
}
