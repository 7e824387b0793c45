/** A country on the risk map: how many declarations came from it, the share of them that went to red, and where its mark leads. */
export type MapPlace = { readonly code: string; readonly name: string; readonly arrived: number; readonly red: number | null; readonly href: string | null };

/** The share in red that each colour reaches to; the last has no end. */
export const RED_CLASSES = [
  { upTo: 0.05, token: "--green" },
  { upTo: 0.15, token: "--amber" },
  { upTo: 0.3, token: "--red" },
  { upTo: null, token: "--violet" },
] as const satisfies readonly { readonly upTo: number | null; readonly token: string }[];

/** The colour of a share in red. */
export function redToken(share: number | null): string {
  if (share === null) return "--neutral";
  return RED_CLASSES.find(({ upTo }) => upTo === null || share < upTo)?.token ?? "--neutral";
}

/** The radius of a mark in pixels: its area is as the count, none too small to be hit. */
export function radiusOf(arrived: number, most: number): number {
  return Math.max(6, 26 * Math.sqrt(most === 0 ? 0 : arrived / most));
}
