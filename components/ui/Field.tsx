import type { ReactNode } from "react";
import { FIELD_LABEL, FIELD_NOTE } from "./field-look.ts";

/** A label over something that is no text field: a group of boxes, a file, a figure. */
export function Field({ label, description, children }: { readonly label: string; readonly description?: string; readonly children: ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className={`${FIELD_LABEL} mb-1`}>{label}</legend>
      {children}
      {description === undefined ? null : <p className={FIELD_NOTE}>{description}</p>}
    </fieldset>
  );
}
