import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CP1252 } from "../../shared/cp1252";
import { damageOf } from "../../shared/damaged-text";
import { tidy } from "../../shared/text";

/** UTF-8 read as Windows-1252 by browsers, or as Latin-1. */
const READ_AS = {
  // Not by TextDecoder: in some versions of Node its windows-1252 is Latin-1.
  "Windows-1252": (text: string) =>
    Buffer.from(text)
      .toString("latin1")
      .replace(/[\u0080-\u009f]/g, (control) => CP1252.charAt(control.charCodeAt(0) - 0x80)),
  "Latin-1": (text: string) => Buffer.from(text).toString("latin1"),
};
const readers = Object.entries(READ_AS);

const ASCII = "abcdefghijklmnopqrstuvwxyz";
/** Small letters by language: letters of several are never mixed, because `Äž` is no word of any, and so must be a damaged `Ğ`. */
const SMALL = {
  Spanish: `${ASCII}áéíóúüñ`,
  Portuguese: `${ASCII}áâãàçéêíóôõú`,
  French: `${ASCII}àâæçéèêëîïôœùûüÿ`,
  German: `${ASCII}äöüß`,
  Italian: `${ASCII}àèéìòù`,
  "Nordic languages": `${ASCII}åäöæøéáðíóúýþ`,
  Polish: `${ASCII}ąćęłńóśźż`,
  Czech: `${ASCII}áčďéěíňóřšťúůýž`,
  Slovak: `${ASCII}áčďéíĺľňóôŕšťúýž`,
  Hungarian: `${ASCII}áéíóöőúüű`,
  Turkish: `${ASCII}çğıöşü`,
  Azerbaijani: `${ASCII}əçğıöşü`,
  Romanian: `${ASCII}ăâîșț`,
  Croatian: `${ASCII}čćđšž`,
  "Baltic languages": `${ASCII}āčēģīķļņšūžąęėįų`,
  Albanian: `${ASCII}çë`,
  Vietnamese: `${ASCII}ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ`,
  Greek: "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋ",
  Cyrillic: "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўјљњћђџ",
};

/** `Anna Müller-Łódź`. */
function namesOf(small: string) {
  const word = fc
    .array(fc.constantFrom(...small), { minLength: 2, maxLength: 10 })
    .map((letters) => letters.join(""))
    .filter((letters) => letters.charAt(0) !== "ß")
    .map((letters) => letters.charAt(0).toUpperCase() + letters.slice(1));
  return fc
    .tuple(fc.array(word, { minLength: 1, maxLength: 3 }), fc.constantFrom(" ", "-"))
    .map(([words, between]) => tidy(words.join(between)));
}

describe.each(Object.entries(SMALL))("random names in the letters of %s", (_, small) => {
  const name = namesOf(small);

  test("are not damaged", () => {
    fc.assert(
      fc.property(name, fc.boolean(), (name, capitals) => {
        expect(damageOf(capitals ? tidy(name.toUpperCase()) : name)).toBeNull();
      }),
      { numRuns: 600 },
    );
  });

  test.each(readers)("read as %s once or twice are repaired to the letter", (_, read) => {
    fc.assert(
      fc.property(name, fc.integer({ min: 1, max: 2 }), (name, times) => {
        let damaged = name;
        for (let i = 0; i < times; i++) damaged = read(damaged);
        // Where nothing but invisible controls was added, tidying is enough.
        fc.pre(tidy(damaged) !== name);
        expect(damageOf(damaged), JSON.stringify(damaged)).toEqual({ repaired: name });
      }),
      { numRuns: 600 },
    );
  });

  test("written as HTML entities are repaired to the letter", () => {
    const entity = (letter: string, i: number) => {
      const code = letter.codePointAt(0)!;
      if (code < 0x80) return letter;
      return i % 2 === 0 ? `&#${code};` : `&#x${code.toString(16)};`;
    };
    fc.assert(
      fc.property(name, (name) => {
        const written = [...name].map(entity).join("");
        fc.pre(written !== name);
        expect(damageOf(written)).toEqual({ repaired: name });
      }),
      { numRuns: 300 },
    );
  });
});

describe.each(readers)("read as %s", (_, read) => {
  test.each([
    ..."José|Muñoz|Jérôme|O’Hara|Łukasz Żółć|Öztürk|ŞAHİN|MUÑOZ|CÔTE D’IVOIRE|KÖLN|ÖSTERREICH|Nguyễn Văn Anh|Ștefan Țepeș|Məmmədov|Lü|Jü|Zoë’s".split(
      "|",
    ),
    ..."Сергей|СЕРГЕЙ|Αλέξανδρος|ΑΘΗΝΑ|李小龍|田中|محمد علي|שלום|Ὀδυσσεύς|สมชาย|김철수|სანდრო|Արամ|हिन्दी|Thành phố Hồ Chí Minh".split(
      "|",
    ),
    ..."“Acme” GmbH|Acme® – Ltd…|Acme™ 🚀|Straße|École|Ñandú|voilà|NICOLÒ|GARCÍA|JOSÉ|Åsa|ÅSA|Ödön Ű|Đorđe Đoković|Kříž|Ç|À la carte|50 €".split(
      "|",
    ),
    "José".normalize("NFD"),
  ])("%s is repaired, however often it was read", (name) => {
    const once = read(name);
    for (const damaged of [once, read(once), READ_AS["Windows-1252"](once)]) {
      expect(damageOf(damaged), JSON.stringify(damaged)).toEqual({ repaired: tidy(name) });
    }
  });
});

test.each(
  (
    "SÃO PAULO|JOÃO|São João|ÂNGELA|Ângelo|CONCEIÇÃO|IRMÃ’S|IRMÃ™|IRMÃ|HYVÄ™|HYVÄ®|NESTLÉ®|L’ORÉAL®|CAFÉ™|CAFÉ’S|“CAFÉ”|‘MAÇÃ’|“IRMÔ|TRÆ’S|" +
    "Tomáš’s|Lukáš–Jan|Úžasný|TOMÁŠ ŽÁK|Renée’s|MALMÖ–LUND|Ãngela|Â|Ã|Ø®|Ö®|Straße®|«Été»|naïve…|Kvíž”|Café’”|À–Z|ESPAÑA – S.A.|Þór|S&P; Co|AT&T|" +
    "R&D; X|&c;|Q&A|Tom & Jerry; Sons|&foo;|Älvsjö™|Århus|ÂRÎDÊ|Ø|Ðór|5 € …|naïf ’n’ fier|Jürgen “Jü” Müller|Citroën C4®|MÜLLER®|Đặng Thị Ánh|Ñ|" +
    "Ελλάς™|ООО «Ромашка»|株式会社®|Crème brûlée’|Noël”|Pelé’s|École “É”|ÀÉÎÕÜ|ÃO|Ýmir|ÓŠÓŽ AA|ÚŠ-ÍŽ|Óš Íž"
  ).split("|"),
)("%s is right as it stands", (name) => {
  expect(damageOf(name)).toBeNull();
});

test.each<[string, string | null]>([
  ["J&#233;r&ocirc;me", "Jérôme"],
  ["O&#39;Hara", "O'Hara"],
  ["AT&amp;T", "AT&T"],
  ["AT&amp;amp;T", "AT&T"],
  ["Jos&Atilde;&copy;", "José"],
  ["JosÃ&copy;", "José"],
  ["&#x4E2D;&#x6587;", "中文"],
  ["&Zcaron;i&zcaron;ek &Lstrok;&oacute;d&zacute;", "Žižek Łódź"],
  ["M&uuml;ller &ndash; S&ouml;hne", "Müller – Söhne"],
  ["&nbsp;Acme&nbsp;Ltd", "Acme Ltd"],
  ["O&#146;Hara", "O’Hara"],
  ["&Alpha;&theta;&eta;&nu;&alpha;", "Αθηνα"],
  ["José MuÃ±oz", "José Muñoz"],
  ["Ren\ufffd", null],
  ["Ren\ud83d", null],
  ["JosÃ© Fi\ufffdld", null],
  ["Acmeâ€ Ltd", null],
])("%s is %s", (text, repaired) => {
  expect(damageOf(text)).toEqual({ repaired });
});

test("no text throws, and what is repaired is whole", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 30 }), (text) => {
      const repaired = damageOf(text)?.repaired;
      if (repaired != null) expect(damageOf(repaired)?.repaired ?? null).toBeNull();
    }),
    { numRuns: 5000 },
  );
});
