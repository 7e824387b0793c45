"use client";
import { Label, Radio, RadioGroup } from "react-aria-components/RadioGroup";
import { FIELD_LABEL } from "./field-look.ts";
import type { Option } from "./Select.tsx";

/** One of a few choices, all in sight. */
export function Radios({
  label,
  options,
  value,
  onChange,
  name,
  autoFocus = false,
}: {
  readonly label: string;
  readonly options: readonly Option[];
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly name?: string;
  readonly autoFocus?: boolean;
}) {
  return (
    <RadioGroup value={value} onChange={onChange} {...(name === undefined ? {} : { name })} className="flex flex-col gap-1">
      <Label className={FIELD_LABEL}>{label}</Label>
      {options.map((option, index) => (
        <Radio
          key={option.id}
          value={option.id}
          autoFocus={autoFocus && (value === option.id || (index === 0 && !options.some(({ id }) => id === value)))}
          className="group flex min-h-8 cursor-pointer items-center gap-2.5 rounded-md px-2 hover:bg-hover"
        >
          <span className="flex size-4 shrink-0 items-center justify-center rounded-full border border-line-strong bg-raised group-data-[focus-visible]:outline-2 group-data-[focus-visible]:outline-offset-2 group-data-[focus-visible]:outline-focus group-data-[selected]:border-accent">
            <span className="size-2 rounded-full bg-accent opacity-0 group-data-[selected]:opacity-100" />
          </span>
          <span>
            {option.label}
            {option.note === undefined ? null : <span className="block text-xs text-ink-faint">{option.note}</span>}
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
