/** A figure that is not what the declarations themselves say: the mark, what is recorded and what was counted anew. */
export type FigureDifference = { readonly kind: string; readonly day: string; readonly office: string; readonly a: string; readonly b: string; readonly recorded: number; readonly recounted: number };
