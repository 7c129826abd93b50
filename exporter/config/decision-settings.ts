import * as v from "valibot";
import { type CountryDecision, decideCountry, decisionKey } from "../../shared/decisions";

/** What text means which country: `{ "Untied States": "United States" }`. */
const countries = v.pipe(
  v.record(v.string(), v.string("must be the name of a country"), "must be an object with texts and what they mean"),
  v.rawTransform(({ dataset, addIssue }): CountryDecision[] => {
    const found = new Map<string, CountryDecision>();
    for (const [typed, means] of Object.entries(dataset.value)) {
      const country = decideCountry(typed, means);
      const key = decisionKey(typed);
      if (typeof country === "string") addIssue({ message: `cannot have ${JSON.stringify(typed)}: ${country}` });
      else if ((found.get(key)?.code ?? country.code) !== country.code) {
        addIssue({ message: `says different things of ${JSON.stringify(typed)}` });
      } else found.set(key, { typed, code: country.code, by: "the configuration", at: "" });
    }
    return [...found.values()];
  }),
);

export const decisionEntries = { countries: v.optional(countries, {}) };

/** What stands in `decisions` of the configuration: what people decided once and for all. */
export const decisionSettings = v.pipe(
  v.object(decisionEntries, "must be an object with countries"),
  v.transform(({ countries }) => countries),
);
