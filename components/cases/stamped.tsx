import type { ReactNode } from "react";
import { Timestamp } from "#components/ui/Timestamp";

/** The `<at></at>` of a sentence: an instant in the reader's own time; nothing where there is none. */
export function stamped(at: Date | null, shape: "full" | "day" = "full"): () => ReactNode {
  return () => (at === null ? null : <Timestamp at={at.toISOString()} shape={shape} />);
}
