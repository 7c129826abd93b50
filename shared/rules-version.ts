/** Changes whenever the same cells could get another verdict, reading or key. Stamped on snapshots and on the workbook. */
export const RULES_VERSION = "2";
