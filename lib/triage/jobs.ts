import { z } from "zod";
import { assessDeclarations } from "./commands/assess.ts";

const payload = z.object({ declarations: z.array(z.int().positive()), cause: z.string().min(1) });

/** The job `assess`: judges declarations by the rules as things are known now. Safe to repeat. */
export async function assess(input: unknown): Promise<void> {
  const { declarations, cause } = payload.parse(input);
  await assessDeclarations(declarations, cause, new Date());
}
