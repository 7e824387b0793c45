"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { Checkbox } from "#components/ui/Checkbox";
import { Field } from "#components/ui/Field";
import { Select, type Option } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import { COMPARISONS, type Audience, type Comparison, type FigureFilter } from "#lib/notices/alert";
import { LANES } from "#lib/triage/lane";

/** A figure that can be watched: its words, its unit, what it may be narrowed by. */
export type FigureShown = { readonly id: string; readonly label: string; readonly unit: string; readonly takes: readonly string[] };

/** An alert as its form shows it; a share's value from 0 to 1. */
export type AlertShown = {
  readonly id: number;
  readonly version: number;
  readonly name: { readonly en: string; readonly zh: string };
  readonly figure: string;
  readonly filter: FigureFilter;
  readonly comparison: Comparison;
  readonly value: number;
  readonly audience: Audience;
  readonly coolDownMinutes: number;
  readonly on: boolean;
};

type Props = {
  readonly shown: AlertShown | null;
  readonly action: FormAction;
  readonly figures: readonly FigureShown[];
  readonly rules: readonly Option[];
  readonly offices: readonly Option[];
  readonly roles: readonly Option[];
  readonly people: readonly Option[];
  readonly webhooks: readonly Option[];
  readonly mailOn: boolean;
};

const USUAL_COOL_DOWN = 60;

/** Writes an alert: which figure, past what, and who is told by which way. */
export function AlertForm({ shown, action, figures, rules, offices, roles, people, webhooks, mailOn }: Props) {
  const t = useTranslations("notices.alert");
  const [figure, setFigure] = useState(shown?.figure ?? figures[0]?.id ?? "");
  const known = figures.find(({ id }) => id === figure);
  const share = known?.unit === "share";
  const value = shown === null ? "" : String(figures.find(({ id }) => id === shown.figure)?.unit === "share" ? Math.round(shown.value * 10_000) / 100 : shown.value);
  return (
    <ActionForm action={action} submit={t("save")}>
      {shown === null ? null : (
        <>
          <input type="hidden" name="id" value={shown.id} />
          <input type="hidden" name="$version" value={shown.version} />
        </>
      )}
      <section className="panel flex flex-col gap-4 p-4 sm:p-5">
        <h2 className="text-lg font-semibold">{t("part.when")}</h2>
        <Select name="figure" label={t("figure")} options={figures.map(({ id, label }) => ({ id, label }))} value={figure} onChange={setFigure} />
        <Narrowing key={figure} takes={known?.takes ?? []} filter={shown?.figure === figure ? shown.filter : {}} rules={rules} offices={offices} />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <Select name="comparison" label={t("comparison")} defaultValue={shown?.comparison ?? "more-than"} options={COMPARISONS.map((id) => ({ id, label: t(`compared.${id}`) }))} />
          <TextField name="value" type="number" label={share ? t("valueShare") : known?.unit === "seconds" ? t("valueSeconds") : t("value")} defaultValue={value} isRequired inputMode="decimal" />
        </div>
        <TextField name="coolDownMinutes" type="number" label={t("coolDown")} description={t("coolDownNote")} defaultValue={String(shown?.coolDownMinutes ?? USUAL_COOL_DOWN)} isRequired inputMode="numeric" />
      </section>
      <section className="panel flex flex-col gap-4 p-4 sm:p-5">
        <h2 className="text-lg font-semibold">{t("part.whom")}</h2>
        <Choices label={t("roles")} name="roles" options={roles} chosen={shown?.audience.roles ?? ["supervisor"]} />
        <Choices label={t("people")} name="people" options={people} chosen={(shown?.audience.people ?? []).map(String)} folded />
        {webhooks.length === 0 ? <p className="text-table text-ink-soft">{t("noWebhooks")}</p> : <Choices label={t("webhooks")} name="webhooks" options={webhooks} chosen={(shown?.audience.webhooks ?? []).map(String)} />}
        <Checkbox name="email" value="on" defaultSelected={shown?.audience.email ?? false}>{mailOn ? t("email") : t("emailOff")}</Checkbox>
      </section>
      <section className="panel flex flex-col gap-4 p-4 sm:p-5">
        <h2 className="text-lg font-semibold">{t("part.name")}</h2>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField name="name/zh" label={t("nameZh")} defaultValue={shown?.name.zh ?? ""} isRequired />
          <TextField name="name/en" label={t("nameEn")} defaultValue={shown?.name.en ?? ""} isRequired />
        </div>
        <Checkbox name="on" value="on" defaultSelected={shown?.on ?? true}>{t("on")}</Checkbox>
      </section>
    </ActionForm>
  );
}

function Narrowing({ takes, filter, rules, offices }: { readonly takes: readonly string[]; readonly filter: FigureFilter; readonly rules: readonly Option[]; readonly offices: readonly Option[] }) {
  const [t, lanes] = [useTranslations("notices.alert"), useTranslations("triage.lane")];
  const given = (name: string): string => String(filter[name] ?? "");
  if (takes.length === 0) return null;
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      {takes.includes("office") ? <Select name="filter/office" label={t("office")} defaultValue={given("office")} options={[{ id: "", label: t("everyOffice") }, ...offices]} /> : null}
      {takes.includes("days") ? <TextField name="filter/days" type="number" label={t("days")} description={t("daysNote")} defaultValue={given("days")} inputMode="numeric" /> : null}
      {takes.includes("lane") ? <Select name="filter/lane" label={t("lane")} defaultValue={given("lane")} options={[{ id: "", label: t("everyLane") }, ...LANES.map((id) => ({ id, label: lanes(id) }))]} /> : null}
      {takes.includes("rule") ? <Select name="filter/rule" label={t("rule")} defaultValue={given("rule")} options={[{ id: "", label: t("everyRule") }, ...rules]} /> : null}
      {takes.includes("country") ? <TextField name="filter/country" label={t("country")} description={t("all")} defaultValue={given("country")} maxLength={2} /> : null}
    </div>
  );
}

function Choices({ label, name, options, chosen, folded = false }: { readonly label: string; readonly name: string; readonly options: readonly Option[]; readonly chosen: readonly string[]; readonly folded?: boolean }) {
  const boxes = (
    <div className="grid gap-x-4 sm:grid-cols-2">
      {options.map((option) => (
        <Checkbox key={option.id} name={name} value={option.id} defaultSelected={chosen.includes(option.id)}>{option.label}</Checkbox>
      ))}
    </div>
  );
  if (!folded) return <Field label={label}>{boxes}</Field>;
  return (
    <details open={chosen.length > 0}>
      <summary className="w-fit cursor-pointer text-table font-medium">{label}</summary>
      <div className="mt-2">{boxes}</div>
    </details>
  );
}
