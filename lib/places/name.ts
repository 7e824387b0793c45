/** A place's name in both languages of the house. */
export type PlaceName = { readonly en: string; readonly zh: string };
