import type { Said } from "./said";

/** Why a setting cannot be as it was typed. */
export const SETTING_WORDS = {
  private: {
    sentence: "Google cannot reach this address: scripts run on Google's servers, and it is one of a private network.",
    wayOut:
      "Give the exporter a public https:// address, with a certificate that browsers trust (docs/running.md, The service).",
  },
  noAddress: {
    sentence: "The exporter's address must begin with https:// and have no user, no ? and no # in it.",
    wayOut: "Copy the address from whoever runs the exporter, such as https://leads.example.com.",
  },
  noMailAddress: ({ text }: { text: string }): Said => ({
    sentence: `"${text}" is no mail address.`,
    wayOut: "Write it as ada@example.com.",
  }),
  tooManyAddresses: ({ count, most }: { count: number; most: number }): Said => ({
    sentence: `There are ${count} mail addresses.`,
    wayOut: `Google takes ${most}: use a group's address.`,
  }),
  noHour: {
    sentence: "The hour of the daily export must be a whole number from 0 to 23.",
    wayOut: "7 means about seven in the morning.",
  },
};
