/** Class names that every field shares. */
export const FIELD_LABEL = "text-table font-medium text-ink";
export const FIELD_NOTE = "text-xs text-ink-faint";
export const INPUT =
  "h-8 w-full min-w-0 rounded-md border border-line-strong bg-raised px-2.5 text-base text-ink placeholder:text-ink-faint hover:border-ink-faint data-[focused]:border-focus data-[invalid]:border-red data-[disabled]:bg-sunken data-[disabled]:text-ink-faint";
