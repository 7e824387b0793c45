"use client";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from "react-aria-components/ComboBox";
import { FieldFault } from "./FieldFault.tsx";
import { FIELD_LABEL, FIELD_NOTE, INPUT } from "./field-look.ts";
import type { Option } from "./Select.tsx";

/** Asks for what begins with a text. */
export type Finder = (text: string) => Promise<readonly Option[]>;

type Props = {
  readonly label: string;
  readonly name: string;
  readonly defaultValue?: string | undefined;
  readonly description?: string | undefined;
  /** Said where nothing matches. */
  readonly nothing: string;
};

const MOST = 200;
/** What stands for options that are not known yet. */
const WAITING: readonly Option[] = [];

/** A value of a list that has a code and a word: found by either, shown by its word, sent by its code. What matches nothing is sent as it was typed. */
export function WordPicker({ name, options, defaultValue = "", ...said }: Props & { readonly options: readonly Option[] }) {
  const [text, setText] = useState(options.find(({ id }) => id === defaultValue)?.label ?? defaultValue);
  const typed = text.trim();
  const chosen = options.find(({ label }) => label === typed);
  const wanted = chosen === undefined ? typed.toLowerCase() : "";
  const shown = options.filter(({ id, label, note = "" }) => [id, label, note].some((one) => one.toLowerCase().includes(wanted))).slice(0, MOST);
  return (
    <Picker {...said} text={text} onText={setText} options={shown} onPick={({ label }) => setText(label)}>
      <input type="hidden" name={name} value={chosen?.id ?? typed} />
    </Picker>
  );
}

/** Something with a code, such as an organisation, asked for by the beginning of its code or name; a code that is typed in whole is taken as it is. */
export function CodePicker({ name, find, defaultValue = "", defaultLabel, description, ...said }: Props & { readonly find: Finder; readonly defaultLabel?: string | undefined }) {
  const [text, setText] = useState(defaultValue);
  const [chosen, setChosen] = useState<Option>({ id: defaultValue, label: defaultLabel ?? "" });
  const [reached, setReached] = useState(false);
  const found = useFound(text === chosen.id ? "" : text, find, reached);
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const form = place.current?.closest("form");
    const reset = () => setText(defaultValue);
    form?.addEventListener("reset", reset);
    return () => form?.removeEventListener("reset", reset);
  }, [defaultValue]);
  const pick = (option: Option) => {
    setChosen(option);
    setText(option.id);
  };
  return (
    <Picker {...said} name={name} text={text} onText={setText} onReach={() => setReached(true)} options={found} onPick={pick} description={chosen.label !== "" && chosen.id === text ? chosen.label : description}>
      <span ref={place} hidden />
    </Picker>
  );
}

type Picking = Pick<Props, "label" | "description" | "nothing"> & {
  readonly name?: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onReach?: () => void;
  /** Undefined until they are known. */
  readonly options: readonly Option[] | undefined;
  readonly onPick: (option: Option) => void;
  readonly children: ReactNode;
};

function Picker({ label, name, text, onText, onReach, options = WAITING, onPick, description, nothing, children }: Picking) {
  return (
    <ComboBox
      {...(name === undefined ? {} : { name })}
      allowsCustomValue
      formValue="text"
      inputValue={text}
      onInputChange={onText}
      onFocusChange={(isFocused) => (isFocused ? onReach?.() : undefined)}
      items={options}
      menuTrigger="focus"
      allowsEmptyCollection
      onSelectionChange={(key) => {
        const option = options.find(({ id }) => id === key);
        if (option !== undefined) onPick(option);
      }}
      className="flex min-w-0 flex-col gap-1"
    >
      <Label className={FIELD_LABEL}>{label}</Label>
      <Input className={INPUT} spellCheck="false" />
      {children}
      {description === undefined ? null : <Text slot="description" className={FIELD_NOTE}>{description}</Text>}
      <FieldFault />
      <Popover className="animate-settle max-w-96 min-w-(--trigger-width) rounded-lg border border-line bg-raised shadow-float">
        <ListBox className="max-h-72 overflow-auto p-1 outline-none" renderEmptyState={() => <p className="px-2 py-1.5 text-table text-ink-faint">{options === WAITING ? "…" : nothing}</p>}>
          {({ id, label: word, note }: Option) => (
            <ListBoxItem id={id} textValue={name === undefined ? word : id} className="cursor-pointer rounded-md px-2 py-1.5 outline-none data-[focused]:bg-hover">
              {word}
              {note === undefined ? null : <span className="block text-xs text-ink-faint">{note}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

/** Options for a text, asked once the field was reached and a moment after the last key; the answer to an older text is dropped, and so is a question that a page that is left cuts off. */
function useFound(text: string, find: Finder, reached: boolean): readonly Option[] | undefined {
  const [found, setFound] = useState<readonly Option[]>();
  const asked = useRef(0);
  useEffect(() => {
    if (!reached) return;
    const turn = (asked.current += 1);
    const ask = async (): Promise<void> => {
      const options = await find(text.trim()).catch((): readonly Option[] => []);
      if (asked.current === turn) setFound(options);
    };
    const timer = setTimeout(() => void ask(), 150);
    return () => clearTimeout(timer);
  }, [text, find, reached]);
  return found;
}
