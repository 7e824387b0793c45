/** What is doubtful or wrong about an event: where (JSON pointer into the document), which rule (code), what was seen. */
export type EventProblem = { readonly pointer: string; readonly code: string; readonly detail: string; readonly severity: "error" | "warning" };
