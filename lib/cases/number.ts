/** A case's number: `C-2026-000001`, counted without gaps within its year. */
export function caseNumber(year: number, count: number): string {
  return `C-${year}-${String(count).padStart(6, "0")}`;
}

/** What all case numbers of a year begin with. */
export function caseNumberPrefix(year: number): string {
  return `C-${year}-`;
}
