import { lazy } from "./lazy";

/**
 * English words, and short forms of the trade (`cust`, `dist`), that stand within two letters of a word of our headers and that people
 * write without meaning it. Out of SCOWL (wordlist.aspell.net): common words beside short ones of ours, all of size 70 beside long ones.
 * Plurals of ours, and words that are rather our own misspelt (`fist`, `tittle`), are left out.
 */
const WORDS = lazy(
  () =>
    new Set(
      `
1st 2nd accompany acct ace act ad aerator age ahead alas ale allocation also am amen amp amply ant ape apt are art as ash ask
ass asst at ate awe aye babe bad bade bait bake bale bare barters base bash bask bass baste bat bats bead beads beady beak beam
bean bear beard beast beat bed bend best blame blast blasts bleak bleat bled bleed blend boast bob bore bounty bread burst bust
cad cage cake cam came camel cameo camp cane cant cantered cape capered capsuled care cart case cash cask cast caste casts cat
catered cats cave champ chantry charters clad clamp clash clasp class clean clear cleat coast cob come command compact compare
compass comping comply compony contra cooperator copay coquetry core cost count counted counter counters counts county courtly
cramp cultured cur cust cyst dad daft daily dam dame dames damn damp dams dare dart dash date daze dead deaf deal dean dear deed
dest dime direst dirt dist dive dived diver dives dome donation dread driven dust ear ease easily east easy eat eats eave enamel
end est even face facile fact fad fade fail fails fairest fairly fairs fairy fake fame famed famine fare fast fasts fat fate
fats faze fear feast feat fed feed fend feud fiesta fight filet finest fins fire fired fires firm firmest firms fish fit fits
five fiver fives flame flash flask flat flats flea fleas fled fliest flirt flirts foe force ford fores forest forge fork form
fort forte forts foundry frame fret frisk frost fume gaily gait gale game gamed gamer games gape garters gas gash gasp gate
gauntry gave gavel gaze gear geed geld gin gist give gives giving glad glass gleam glean glen gnome goad gob gore govern graven
green gust had hale halt ham hams hare hart has hash haste hasty hat hate hats have haven haze head headquartered heady heal
heap hear heard heat heed held herd hindquarters hist hive hived hives home host hr imperator inane inst iterator jab jade jam
jamb jams jest jog jot joy just knead lab labs lace lack lacy lad lade lads lady lag lags laid lain lair lake lamb lame lamed
lamer lames lamest lamp land lane lap laps lapse lard lark laser lash lass lasted lastly late latest lath laud lava law lawn
laws lax laxest lay lays lazy leach lead leaded leaden leader leaf leafed leafs leafy leak leaked leaks leaky lean leaned leans
leap leaps learn lease leased leash least leave leaved led lee leek leer left leg legal legs lend lends lens lent less lest let
lets levy lewd liar lid lied lift liken lilt lime linen lint lisp list lists lit live lived liven livens liver lives load loads
loaf loam loan lob locale locating loft loot lord lore lose loss lost lot lotion lots loud lush lust lusts lusty mace mad made
make male malt mama mare mart mas mash mask mass mast masts mat mate mats matured maze me meal mean meat mend midst mien mime
mist mob moderator more most must nab nabs nag nags nail naive naked named namely nap nape napes naps nasty natured navel navy
nay nays near neat need nest nice nine node none nose notation note nude numb operate operated operates operatic operation
oration orator ore organisational organizational our oust ovation oven pace pact pad page pale pane pant pare part pas pass past
pasta paste pasts pastured pasty pat pate pats pave pea peak peal pear peas peat pest plant plea plead pleads pleas pleat
pompano pore positron post poultry quarrels quarterly quartet quartets quarts quavers quitters race raft rage rake ram ramp rams
rant rape rapt rapture raptures rare rash rasp rat rate rats rave raven raze read reads ready real ream reap rear recaptured red
reed relocation rename rend reorganisation reorganization rest ripen risen river rivet road roast rob rotation ruptured rust sad
safe sage sake sale salt same sames sane sap sash sat save scalp sea seal seam seams sear seas seat seed send seven sham shame
shams sharp siren skimp slam slams slant slap slash slat slats sled slump slur snake snap snare soap sob some sore sour spur
stab stabs stack staff stag stage stags staid stain stair stake stale stalk stall stamped stand stank star stare stark stars
start starters state stave stay stays steam steams steamy steep stem stems step stomp stomps stoop stop strap strip stump stumps
sub sue sum sun sup surf swam swamp swamps swampy swap tact take tale tame tamed tamely tamer tames tap tape tart task taste
tasty taut tea teak team tear teas teat teed tend test thirst tide tie tile time timed timer tire titled toad toast tome tore
tramp tread tympany upcountry url vacation vane vase vast vasts vat vats veal vend vest vocation vocations wad wade waft wage
waist wait wake wane want wart was wash wasp waste watt wave weak wean wear wed weed weld west widen wive wives wore worst woven
wrist yam yams year yeast zeal zest
`.split(/\s+/),
    ),
);

/** Words so short that they are told apart by being written, not by a list: what stands beside a header, or in the place of one. */
const SHORT = new Set(
  "by co de en eu ex fk hq hr id in ip is it la me ms my nb no nr of on or pk sf so st to uk un up us we x y".split(
    " ",
  ),
);

/** Words of ours that are made of two: `Form Name` is no forename. */
const COMPOUNDS: Readonly<Record<string, readonly string[]>> = {
  forename: ["fore", "name"],
  surname: ["sur", "name"],
  timestamp: ["time", "stamp"],
  headquarters: ["head", "quarters"],
};

/**
 * Whether a header that is a few letters from a name says something else: its every word is a word of its own (`County`, `List Name`),
 * or it has a word more than the name (`Company ID`, `Title 2`). What is left is misspelt.
 * @param text the tidied header
 * @param key its `headerKey`
 * @param name the words of the name, as keys: `["first", "name"]`
 */
export function isOtherWord(text: string, key: string, name: readonly string[]): boolean {
  const parts = COMPOUNDS[name.join("")];
  return hasWordMore(text, key, name.join("")) || isCut(key, name) || (parts !== undefined && isCut(key, parts));
}

function hasWordMore(text: string, key: string, name: string): boolean {
  if (key.replace(/\d+/g, "") === name) return true;
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  // A byte order mark read as Windows-1252 leaves an ï.
  const isMore = (word: string, i: number) => word !== "ï" && words.filter((_, at) => at !== i).join("") === name;
  if (words.some(isMore)) return true;
  if (key.startsWith(name)) return SHORT.has(key.slice(name.length));
  return key.endsWith(name) && SHORT.has(key.slice(0, -name.length));
}

/** Whether the key can be cut into as many words as the name has, each the name's own or another. */
function isCut(key: string, [first, ...rest]: readonly string[]): boolean {
  if (rest.length === 0) return isWord(key, first);
  for (let at = 1; at < key.length; at++) {
    if (isWord(key.slice(0, at), first) && isCut(key.slice(at), rest)) return true;
  }
  return false;
}

/** In the place of a word of two letters (`at`, `HQ`) any within two letters of it is one. */
function isWord(word: string, ours: string): boolean {
  return word === ours || WORDS().has(word) || (ours.length === 2 && word.length <= 4);
}
