import type { Said } from "./said";

/** Why the exporter could not be asked, or what it answered. */
export const EXPORTER_WORDS = {
  notSet: {
    sentence: "Nobody has said yet where the exporter is.",
    wayOut: "Write its address into Settings; whoever runs the exporter knows it.",
  },
  unreachable: ({ why }: { why: string }): Said => ({
    sentence: `The exporter could not be reached (${why}).`,
    wayOut: "See in Settings whether its address is right; if it is, tell whoever runs it.",
  }),
  hostAnswers: ({ status }: { status: number }) => `its host answers ${status}`,
  noExporter: ({ status }: { status: number }): Said => ({
    sentence: `The address in Settings answers as no exporter does (status ${status}).`,
    wayOut: "See in Settings whether it is the exporter's address, without /v1 at its end.",
  }),
  odd: {
    sentence: "The exporter answered something else than the state of an export.",
    wayOut: "Its version and this add-on's may not fit together: tell whoever looks after them.",
  },
  changed: ({ me, known, address }: { me: string; known: string; address: string }): Said => ({
    sentence: `Exports in the name of ${me} went to ${known}, and Settings now say ${address}.`,
    wayOut: `If the new address is right, ${me} opens Settings and saves them once. If it is not, put the old one back.`,
  }),
};
