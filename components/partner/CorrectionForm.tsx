"use client";
import { Plus, Trash2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useCallback } from "react";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { Button } from "#components/ui/Button";
import { Select } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import { notify } from "#components/ui/Toast";
import type { LineTyped } from "#lib/lodging/correction";
import { UNITS } from "#lib/measures/unit";
import { useKept } from "../ui/draft.ts";

type Corrected = { readonly revision: number };
type Props = { readonly number: string; readonly revision: number; readonly lines: readonly LineTyped[]; readonly action: FormAction<Corrected> };

/** The lines of a declaration, to be corrected and lodged as its next revision. What is typed stays in this window until it was lodged. */
export function CorrectionForm({ number, revision, lines: standing, action }: Props) {
  const t = useTranslations("partner.correction");
  const [lines, setLines, letGo] = useKept<readonly LineTyped[]>(`correction ${number} ${revision}`, standing);
  const changed = JSON.stringify(lines) !== JSON.stringify(standing);
  const lodged = useCallback<FormAction<Corrected>>(async (before, form) => {
    const outcome = await action(before, form);
    if (outcome.state === "done") {
      letGo();
      notify({ title: t("lodged", { number, revision: outcome.result.revision }), detail: t("lodgedNext"), tone: "done" });
    }
    return outcome;
  }, [action, letGo, number, t]);
  const change = (at: number, field: keyof LineTyped, text: string) => setLines((before) => before.map((line, index) => (index === at ? { ...line, [field]: text } : line)));
  const add = () => setLines((before) => [...before, newLine(before)]);
  const remove = (at: number) => setLines((before) => before.filter((_, index) => index !== at));
  return (
    <ActionForm action={lodged} submit={t("lodge", { revision: revision + 1 })}>
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="revision" value={revision} />
      <input type="hidden" name="lines" value={lines.length} />
      {lines.map((line, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a line is its place in the form: the house points at problems by it
        <Line key={at} at={at} line={line} before={standing.find(({ no }) => no === line.no)} onChange={change} onRemove={lines.length === 1 ? undefined : remove} />
      ))}
      <div className="-ms-3 flex flex-wrap gap-2">
        <Button look="plain" icon={<Plus aria-hidden className="size-4" />} onPress={add}>{t("add")}</Button>
        {changed ? <Button look="plain" onPress={() => setLines(standing)}>{t("asItStands")}</Button> : null}
      </div>
    </ActionForm>
  );
}

type LineProps = {
  readonly at: number;
  readonly line: LineTyped;
  readonly before: LineTyped | undefined;
  readonly onChange: (at: number, field: keyof LineTyped, text: string) => void;
  readonly onRemove: ((at: number) => void) | undefined;
};

function Line({ at, line, before, onChange, onRemove }: LineProps) {
  const [t, locale] = [useTranslations("partner.correction"), useLocale()];
  const was = (field: keyof LineTyped) => (before !== undefined && before[field] !== line[field] ? t("was", { text: before[field] === "" ? t("nothing") : before[field] }) : undefined);
  const text = (field: keyof LineTyped, more: Readonly<Record<string, string>> = {}) => ({
    name: `lines/${at}/${field}`,
    label: t(`field.${field.replace("/", "-")}` as "field.gtin"),
    value: line[field],
    onChange: (typed: string) => onChange(at, field, typed),
    description: was(field),
    ...more,
  });
  const units = UNITS.map((unit) => ({ id: unit.code, label: `${locale === "en" ? unit.names.en : unit.names.zh} (${unit.code})` }));
  return (
    <fieldset className="grid min-w-0 gap-x-4 gap-y-3 border-t border-line pt-4 sm:grid-cols-2 lg:grid-cols-4">
      <legend className="sr-only">{t("line", { no: line.no })}</legend>
      <div className="flex items-center justify-between gap-2 sm:col-span-2 lg:col-span-4">
        <h3 className="font-semibold">{t("line", { no: line.no })}</h3>
        {onRemove === undefined ? null : <Button look="plain" size="sm" icon={<Trash2 aria-hidden className="size-4" />} onPress={() => onRemove(at)} aria-label={t("removeLine", { no: line.no })}>{t("remove")}</Button>}
      </div>
      <input type="hidden" name={`lines/${at}/no`} value={line.no} />
      <TextField {...text("quantity/value", { inputMode: "decimal" })} />
      <Select name={`lines/${at}/quantity/unit`} label={t("field.quantity-unit")} description={was("quantity/unit")} options={units} value={line["quantity/unit"]} onChange={(id) => onChange(at, "quantity/unit", id)} />
      <TextField {...text("price/amount", { inputMode: "decimal" })} />
      <TextField {...text("price/currency")} maxLength={3} />
      <TextField {...text("gtin", { inputMode: "numeric" })} />
      <TextField {...text("hsCode", { inputMode: "numeric" })} />
      <TextField {...text("site")} />
      <TextField {...text("originCountry")} maxLength={2} />
      <TextField {...text("productionDate")} type="date" />
      <TextField {...text("vintage", { inputMode: "numeric" })} />
      <div className="sm:col-span-2"><TextField {...text("lots")} rows={2} spellCheck="false" description={was("lots") ?? t("lotsNote")} /></div>
    </fieldset>
  );
}

/** A line to be filled in, with what it most likely shares with the last one. */
function newLine(before: readonly LineTyped[]): LineTyped {
  const last = before.at(-1);
  const no = 1 + Math.max(0, ...before.map((line) => Number(line.no)).filter(Number.isFinite));
  return {
    no: String(no),
    gtin: "",
    hsCode: "",
    site: last?.site ?? "",
    "quantity/value": "",
    "quantity/unit": last?.["quantity/unit"] ?? "XCS",
    lots: "",
    productionDate: "",
    vintage: "",
    "price/amount": "",
    "price/currency": last?.["price/currency"] ?? "",
    originCountry: last?.originCountry ?? "",
  };
}
