import * as v from "valibot";

const EFFECTS = ["off", "warn", "stop"] as const;

/** What a check of the publish guard does with a result it finds odd: `stop` waits for a person, `warn` publishes with a notice. */
export type Effect = (typeof EFFECTS)[number];

/** `limit`: percent of rows, percent of change or days, as the check says; `null` for a check that has none. */
export interface CheckSettings {
  readonly effect: Effect;
  readonly limit: number | null;
}

export type GuardSettings = Readonly<Record<CheckName, CheckSettings>>;
export type CheckName = keyof typeof USUAL;

const USUAL = {
  /** No clean lead at all. */
  noLeads: { effect: "stop", limit: null },
  /** No clean company, where the tab has rows or the current snapshot has companies. */
  noCompanies: { effect: "stop", limit: null },
  /** Clean leads, in percent fewer than in the current snapshot. */
  fewerLeads: { effect: "stop", limit: 20 },
  fewerCompanies: { effect: "stop", limit: 20 },
  /** Clean leads, in percent more than in the current snapshot. */
  moreLeads: { effect: "warn", limit: 100 },
  /** Held rows, in percent of the rows that are not blank. */
  heldLeads: { effect: "stop", limit: 50 },
  heldCompanies: { effect: "stop", limit: 50 },
  /** Repeats, in percent of the rows of leads that are not blank. */
  repeats: { effect: "warn", limit: 50 },
  /** Clean leads whose country is unknown or ambiguous, in percent. */
  unknownCountries: { effect: "stop", limit: 50 },
  /** The same share, in percentage points above that of the current snapshot. */
  moreUnknownCountries: { effect: "stop", limit: 20 },
  /** Clean leads whose company is not in Companies, in percent. */
  unknownCompanies: { effect: "warn", limit: 50 },
  moreUnknownCompanies: { effect: "stop", limit: 20 },
  /** Clean companies whose HQ country is unknown or ambiguous, in percent: the staff of these cannot be counted. */
  unknownHq: { effect: "stop", limit: 50 },
  /** Days since the newest clean lead. */
  oldLeads: { effect: "warn", limit: 10 },
  /** As of an earlier instant than the current snapshot. */
  olderAsOf: { effect: "stop", limit: null },
  /** Checked under another version of the contract than the current snapshot. */
  contractChanged: { effect: "stop", limit: null },
} as const satisfies Record<string, CheckSettings>;

export const USUAL_GUARD: GuardSettings = USUAL;

const effect = v.picklist(EFFECTS, "must be off, warn or stop");
const limit = v.pipe(v.number("must be a number"), v.minValue(0, "must not be below 0"));

/** What may stand at a check: its effect alone, or an object with effect, limit or both. */
export const checkEntries = { effect: v.optional(effect), limit: v.optional(limit) };
const check = v.union(
  [effect, v.object(checkEntries)],
  "must be off, warn or stop, or an object with effect and limit",
);

export const guardEntries = Object.fromEntries(Object.keys(USUAL).map((name) => [name, v.optional(check)])) as Record<
  CheckName,
  v.OptionalSchema<typeof check, undefined>
>;

/** What stands in `guard` of the configuration, with the usual settings for what it leaves out. */
export const guardSettings = v.pipe(
  v.object(guardEntries, "must be an object with checks"),
  v.transform((asked): GuardSettings => {
    const settings: Record<string, CheckSettings> = { ...USUAL };
    for (const [name, value] of Object.entries(asked)) {
      if (value === undefined) continue;
      const { effect, limit } = typeof value === "string" ? { effect: value, limit: undefined } : value;
      const usual = USUAL[name as CheckName];
      settings[name] = { effect: effect ?? usual.effect, limit: usual.limit === null ? null : (limit ?? usual.limit) };
    }
    return settings as GuardSettings;
  }),
);
