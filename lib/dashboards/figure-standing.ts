/** How far counting is, how many declarations wait to be counted, and the latest recount; `asOf` null in a house that never counted. */
export type FigureStanding = { readonly asOf: Date | null; readonly waiting: number; readonly check: { readonly day: string; readonly differences: number; readonly at: Date } | null };

/** Figures older than this, in seconds, are said to be late. */
export const LATE_SECONDS = 60;
