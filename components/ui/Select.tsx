"use client";
import { Check, ChevronsUpDown } from "lucide-react";
import { Button, Label, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue, Text } from "react-aria-components/Select";
import { FieldFault } from "./FieldFault.tsx";
import { FIELD_LABEL, FIELD_NOTE, INPUT } from "./field-look.ts";

export type Option = { readonly id: string; readonly label: string; readonly note?: string };

export type SelectProps = {
  readonly label: string;
  readonly options: readonly Option[];
  readonly name?: string;
  readonly value?: string | null;
  readonly defaultValue?: string;
  readonly onChange?: (id: string) => void;
  readonly placeholder?: string;
  readonly description?: string | undefined;
  readonly errorMessage?: string | undefined;
  readonly isRequired?: boolean;
  readonly hideLabel?: boolean;
};

/** One choice of a list. In a form its value goes by `name`. */
export function Select({ label, options, name, value, defaultValue, onChange, placeholder, description, errorMessage, isRequired, hideLabel = false }: SelectProps) {
  const given = {
    ...(name === undefined ? {} : { name }),
    ...(value === undefined ? {} : { value }),
    ...(defaultValue === undefined ? {} : { defaultValue }),
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(isRequired === undefined ? {} : { isRequired }),
    ...(errorMessage === undefined ? {} : { isInvalid: true }),
    ...(hideLabel ? { "aria-label": label } : {}),
  };
  return (
    <AriaSelect {...given} onChange={(key) => key !== null && onChange?.(String(key))} className="flex min-w-0 flex-col gap-1">
      {hideLabel ? null : <Label className={FIELD_LABEL}>{label}</Label>}
      <Button className={`${INPUT} flex cursor-pointer items-center justify-between gap-2 text-start`}>
        <SelectValue className="truncate data-[placeholder]:text-ink-faint">{({ selectedText, isPlaceholder, defaultChildren }) => (isPlaceholder ? defaultChildren : selectedText)}</SelectValue>
        <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-ink-faint" />
      </Button>
      {description === undefined ? null : (
        <Text slot="description" className={FIELD_NOTE}>
          {description}
        </Text>
      )}
      <FieldFault>{errorMessage}</FieldFault>
      <Popover className="animate-settle min-w-(--trigger-width) rounded-lg border border-line bg-raised shadow-float">
        <ListBox items={options} className="max-h-80 overflow-auto p-1 outline-none">
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className="group flex cursor-pointer items-start gap-2 rounded-md px-2 py-1.5 text-base outline-none data-[focused]:bg-hover data-[selected]:font-medium">
              <Check aria-hidden className="invisible mt-0.5 size-4 shrink-0 text-accent group-data-[selected]:visible" />
              <span className="min-w-0">
                {option.label}
                {option.note === undefined ? null : <span className="block text-xs font-normal text-ink-faint">{option.note}</span>}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
