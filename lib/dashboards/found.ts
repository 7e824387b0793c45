/** One thing the palette found: where it is, what it is called, and a word beside it. */
export type FoundItem = { readonly title: string; readonly note: string; readonly href: string };

/** What was found of one kind, best first. */
export type Found = { readonly kind: "consignment" | "product" | "lot" | "item" | "producer" | "certificate" | "case" | "person"; readonly items: readonly FoundItem[] };
