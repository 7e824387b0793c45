"use client";
import { Input, Label, Text, TextArea, TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from "react-aria-components/TextField";
import { FieldFault } from "./FieldFault.tsx";
import { FIELD_LABEL, FIELD_NOTE, INPUT } from "./field-look.ts";

export type TextFieldProps = Omit<AriaTextFieldProps, "className" | "children"> & {
  readonly label: string;
  readonly description?: string | undefined;
  readonly errorMessage?: string | undefined;
  readonly placeholder?: string | undefined;
  /** Lines shown; more than one makes it a text area. */
  readonly rows?: number;
  readonly hideLabel?: boolean;
};

/** A text field with its label, what it expects, and what is wrong with it. */
export function TextField({ label, description, errorMessage, placeholder, rows = 1, hideLabel = false, ...props }: TextFieldProps) {
  const invalid = errorMessage === undefined ? {} : { isInvalid: true };
  return (
    <AriaTextField {...props} {...invalid} {...(hideLabel ? { "aria-label": label } : {})} className="flex min-w-0 flex-col gap-1">
      {hideLabel ? null : <Label className={FIELD_LABEL}>{label}</Label>}
      {rows > 1 ? <TextArea rows={rows} placeholder={placeholder ?? ""} className={`${INPUT} h-auto py-1.5`} /> : <Input placeholder={placeholder ?? ""} className={INPUT} />}
      {description === undefined ? null : (
        <Text slot="description" className={FIELD_NOTE}>
          {description}
        </Text>
      )}
      <FieldFault>{errorMessage}</FieldFault>
    </AriaTextField>
  );
}
