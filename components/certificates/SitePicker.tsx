"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from "react-aria-components/ComboBox";
import { FieldFault } from "#components/ui/FieldFault";
import { FIELD_LABEL, FIELD_NOTE, INPUT } from "../ui/field-look.ts";

type Found = { readonly id: string; readonly name: string; readonly country: string };

/** A site by its GLN or registration number, found by any part of its names. A number that is typed in whole is taken as it is. */
export function SitePicker({ name, defaultValue = "" }: { readonly name: string; readonly defaultValue?: string }) {
  const t = useTranslations("certificates.form");
  const [text, setText] = useState(defaultValue);
  const [chosen, setChosen] = useState<Found>();
  const found = useFound(text);
  return (
    <ComboBox
      name={name}
      allowsCustomValue
      formValue="text"
      inputValue={text}
      onInputChange={setText}
      items={found}
      menuTrigger="input"
      allowsEmptyCollection
      onSelectionChange={(key) => {
        const site = found.find((one) => one.id === key);
        if (site === undefined) return;
        setChosen(site);
        setText(site.id);
      }}
      className="flex min-w-0 flex-col gap-1"
    >
      <Label className={FIELD_LABEL}>{t("site")}</Label>
      <Input className={INPUT} placeholder={t("sitePlaceholder")} />
      <Text slot="description" className={FIELD_NOTE}>
        {chosen !== undefined && chosen.id === text ? t("siteChosen", { name: chosen.name, country: chosen.country }) : t("siteNote")}
      </Text>
      <FieldFault />
      <Popover className="animate-settle w-(--trigger-width) rounded-lg border border-line bg-raised shadow-float">
        <ListBox className="max-h-72 overflow-auto p-1 outline-none" renderEmptyState={() => <p className="px-2 py-1.5 text-table text-ink-faint">{t("noSite")}</p>}>
          {(site: Found) => (
            <ListBoxItem id={site.id} textValue={site.id} className="cursor-pointer rounded-md px-2 py-1.5 outline-none data-[focused]:bg-hover">
              {site.name}
              <span className="block text-xs text-ink-faint">{site.id} · {site.country}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

/** Sites for a text, asked a moment after the last key; the answer to an older text is dropped. */
function useFound(text: string): readonly Found[] {
  const [found, setFound] = useState<readonly Found[]>([]);
  const asked = useRef(0);
  useEffect(() => {
    const turn = (asked.current += 1);
    const ask = async (): Promise<void> => {
      const answer = await fetch(`/api/v1/sites?limit=8&q=${encodeURIComponent(text.trim())}`).catch(() => undefined);
      if (answer?.ok !== true || asked.current !== turn) return;
      const { items } = (await answer.json()) as { items: readonly Found[] };
      if (asked.current === turn) setFound(items.map(({ id, name, country }) => ({ id, name, country })));
    };
    const timer = setTimeout(() => void ask(), 150);
    return () => clearTimeout(timer);
  }, [text]);
  return found;
}
