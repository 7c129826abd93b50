/** Tables stand in the first columns of the Summary tab; charts beside them from column F on. */
export const CHART_COLUMN = 5;

/** Width of each column in pixels. */
export const WIDTHS = [260, 170, 110, 110, 110, 100, 100, 100, 100, 100, 100, 100];

/** Height of a row in pixels, unless a person changed it. */
export const ROW_HEIGHT = 21;
