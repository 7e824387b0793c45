import type { EventProblem } from "../../event.ts";
import type { Branch } from "../../recordTree.ts";

/** What a reader makes of one paper: its number and value; problems are added to the list it is given. */
export type PaperReader = (branch: Branch, pointer: string, problems: EventProblem[]) => { readonly number: string | undefined; readonly value: unknown };
