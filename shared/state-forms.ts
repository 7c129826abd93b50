import { foldedCountry } from "./country-key";
import { looseWords } from "./text";

const words = (text: string) => new Set(text.split(/\s+/).map((word) => looseWords(foldedCountry(word))));

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
 * Returns a name of a country without the form of its state (`Federal Republic of Nigeria`, `Egypt, Arab Republic of`, `Benin Republic`);
 * `null` when it has none, or is nothing else.
 */
export function withoutStateForm(tidied: string): string | null {
  const all = looseWords(foldedCountry(tidied).replace(ELISION, "$1 ")).split(" ");
  const backwards = [...all].reverse();
  const from = formWords(all);
  // What stands behind a form may go on there: `جمهورية مصر العربية`.
  const to = all.length - (from > 0 ? backwards.findIndex((word) => !OTHERS.has(word)) : formWords(backwards));
  return from >= to || to - from === all.length ? null : all.slice(from, to).join(" ");
}

/** How many words at the start say a form of state; 0 when none of them does. */
function formWords(all: readonly string[]): number {
  let count = 0;
  let hasHead = false;
  for (; count < all.length && (HEADS.has(all[count]) || OTHERS.has(all[count])); count++)
    hasHead ||= HEADS.has(all[count]);
  return hasHead ? count : 0;
}
