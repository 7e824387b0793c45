"use client";
import { useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { TextField } from "#components/ui/TextField";
import { rateText } from "./rate.ts";

type Standing = { readonly redRate: number; readonly yellowRate: number; readonly randomRate: number; readonly examinationsPerDay: number };

/** Proposes what an office can examine; `standing` is what is in force, undefined where nothing is. */
export function ProposalForm({ office, standing, action }: { readonly office: string; readonly standing: Standing | undefined; readonly action: FormAction }) {
  const t = useTranslations("selection.propose");
  const shown = (rate: number | undefined) => (rate === undefined ? "" : rateText(rate));
  return (
    <ActionForm action={action} submit={t("submit")} done={t("done")}>
      <input type="hidden" name="office" value={office} />
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <TextField name="redRate" label={t("red")} description={t("redNote")} defaultValue={shown(standing?.redRate)} inputMode="decimal" isRequired />
        <TextField name="randomRate" label={t("random")} description={t("randomNote")} defaultValue={shown(standing?.randomRate)} inputMode="decimal" isRequired />
        <TextField name="yellowRate" label={t("yellow")} description={t("yellowNote")} defaultValue={shown(standing?.yellowRate)} inputMode="decimal" isRequired />
        <TextField
          name="examinationsPerDay"
          label={t("examinations")}
          description={t("examinationsNote")}
          defaultValue={standing === undefined ? "" : String(standing.examinationsPerDay)}
          inputMode="numeric"
          isRequired
        />
      </div>
      <TextField name="reason" label={t("reason")} description={t("reasonNote")} rows={2} isRequired />
    </ActionForm>
  );
}
