import { Refusal } from "#lib/access/refusal";

/** Work on the version that If-Match names. That another version stands by now is a failed precondition (412) then, and a conflict (409) without the header. */
export async function onVersion<Result>(expectedVersion: number | undefined, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const overtaken = error instanceof Refusal && error.kind === "conflict" && ["changed-meanwhile", "decided-meanwhile"].includes(error.code);
    if (expectedVersion === undefined || !overtaken) throw error;
    throw new Refusal("precondition", error.code, error.facts, error.errors);
  }
}
