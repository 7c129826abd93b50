/** What the sidebar can show. */
export const VIEWS = ["export", "problems", "health", "settings"] as const;
export type ViewName = (typeof VIEWS)[number];

/** What the script opens the sidebar with: a view, or the Export view that asks for an export at once. */
export type Opening = ViewName | "export-now";
