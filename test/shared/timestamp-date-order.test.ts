import { expect, test } from "vitest";
import { dateOrderOf } from "../../shared/date-order";

/** The locales a Google Sheet can be set to, apart from those with a calendar of their own. */
const LOCALES = (
  "az bg_BG bn_BD ca_ES cs_CZ cy_GB da_DK de_AT de_CH de_DE el_GR en_AU en_CA en_GB en_IE en_IN en_NZ en_US en_ZA es_AR es_BO es_CL " +
  "es_CO es_ES es_MX es_PE es_UY es_VE et_EE fi_FI fil_PH fr_CA fr_FR gu_IN he_IL hi_IN hr_HR hu_HU hy_AM id_ID is_IS it_IT ja_JP " +
  "ka_GE kk_KZ kn_IN ko_KR lt_LT lv_LV ml_IN mr_IN my_MM nb_NO nl_NL pa_IN pl_PL pt_BR pt_PT ro_RO ru_RU sk_SK sl_SI sr_RS " +
  "sv_SE ta_IN te_IN tr_TR uk_UA ur_PK vi_VN zh_CN zh_HK zh_TW"
).split(" ");

test.each(LOCALES)("%s writes its dates as CLDR says", (locale) => {
  const parts = new Intl.DateTimeFormat(locale.replace("_", "-"), {
    calendar: "gregory",
    numberingSystem: "latn",
    dateStyle: "short",
    timeZone: "UTC",
  }).formatToParts(0);
  const order = parts
    .filter(({ type }) => ["year", "month", "day"].includes(type))
    .map(({ type }) => type[0])
    .join("");
  expect(dateOrderOf(locale)).toBe(order);
});

test("a language alone, a hyphen and any case will do; anything else is day first", () => {
  expect(["en", "EN-us", "ja", "sv-SE", "fr", "", "xx"].map(dateOrderOf)).toEqual([
    "mdy",
    "mdy",
    "ymd",
    "ymd",
    "dmy",
    "dmy",
    "dmy",
  ]);
});
