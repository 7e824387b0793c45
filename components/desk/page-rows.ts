/** Rows fetched at once. */
export const PAGE_ROWS = 100;
