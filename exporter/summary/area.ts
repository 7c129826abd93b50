/** Tables stand in the first columns of the Summary tab; charts beside them from column G on. */
export const CHART_COLUMN = 6;

/** Width of each column in pixels. With the row numbers and a scroll bar beside them all fit into a window of 1280 pixels. */
export const WIDTHS = [205, 130, 100, 100, 100, 100, 80, 80, 80, 80, 80, 80];

/** Height of a row in pixels, unless a person changed it. */
export const ROW_HEIGHT = 21;
