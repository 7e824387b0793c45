/** The sign of the house: what was declared rising past what was certified. */
export function Mark() {
  return (
    <svg aria-hidden viewBox="0 0 24 24" className="size-5 shrink-0 text-accent" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round">
      <path d="M5 20V12M12 20V7M19 20V3" />
      <path d="M2 9.5h20" strokeDasharray="1 3.2" className="text-red" stroke="currentColor" />
    </svg>
  );
}
