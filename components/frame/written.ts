import type { ViewKept } from "#components/desk/ViewMenu";
import type { Who } from "../desk/acts.ts";

/** The id of the element that holds what is written into a document for one person. */
export const WRITTEN = "written";

/** The properties of style that hold the name written into a document, whole and its first sign: drawn before the browser reads the rest. */
export const NAME_SHOWN = { whole: "--person-name", first: "--person-first" } as const;

/** What a document that is drawn for everybody of a post leaves out, and is written into it for the person who asks: the name as the frame shows it, the login, who they are in lists, and their views of the desk. */
export type Written = { readonly name: string; readonly login: string; readonly who: Who; readonly views: readonly ViewKept[] };
