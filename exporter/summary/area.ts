/** The tab of the answers, and the columns of it that are written: A to L. What stands to the right of them is never touched. */
export const SUMMARY = "Summary";
export const AREA_COLUMNS = 12;

/** Tables stand in the first columns; charts beside them from column F on. */
export const CHART_COLUMN = 5;

/** Width of each column of the area in pixels. */
export const WIDTHS = [260, 170, 110, 110, 110, 100, 100, 100, 100, 100, 100, 100];

/** Height of a row in pixels, unless a person changed it. */
export const ROW_HEIGHT = 21;

/** The rows on top that say how the latest run went. They stay in view. */
export const BANNER_ROWS = 2;
