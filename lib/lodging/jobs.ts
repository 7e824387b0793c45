import { z } from "zod";
import { takeImport } from "./commands/import-take.ts";

const payload = z.object({ id: z.int().positive() });

/** Task `take-import` {id}: takes in the records of an import that have no answer yet. Safe to repeat, and to be cut short at any point. */
export async function takeImportJob(input: unknown): Promise<void> {
  await takeImport(payload.parse(input).id);
}
