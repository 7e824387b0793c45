/** What a PUT hands back: the thing as it now stands, and whether it is new. What is recorded already keeps its version. */
export type Put<Thing> = { readonly created: boolean; readonly version: number; readonly record: Thing };
