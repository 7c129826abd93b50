/** The code of the notice that a run was made from a copy, with the copy's age. */
export const FALLBACK = "FALLBACK_USED";
