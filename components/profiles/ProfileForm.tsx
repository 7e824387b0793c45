"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { Radios } from "#components/ui/Radios";
import { Select, type Option } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import { SEVERITIES } from "#lib/risk/finding";
import type { TrialStretch } from "#lib/risk/profileTrial";
import type { Outcome } from "../../app/outcome.ts";
import { ConditionEditor } from "./ConditionEditor.tsx";
import { Examples } from "./Examples.tsx";
import { FactHelp } from "./FactHelp.tsx";
import { OfficesField } from "./OfficesField.tsx";
import { TrialPanel, type TrialAsked } from "./TrialPanel.tsx";

/** A profile as its form shows it; dates are days. */
export type ProfileShown = {
  readonly profile: number | null;
  readonly name: { readonly en: string; readonly zh: string };
  readonly next: { readonly en: string; readonly zh: string };
  readonly severity: string;
  readonly points: number;
  readonly condition: string;
  readonly offices: readonly string[];
  readonly from: string;
  readonly until: string;
  readonly mode: "shadow" | "live";
  readonly reason: string;
};

type Props = { readonly shown: ProfileShown; readonly action: FormAction; readonly attempt: (asked: TrialAsked) => Promise<Outcome<TrialStretch>>; readonly offices: readonly Option[]; readonly today: string; readonly lastDay: string };

/** Writes a profile: its condition with help and a trial beside it, what a hit means, and for whom, how long and why. Saving makes a draft; nothing is in force by it. */
export function ProfileForm({ shown, action, attempt, offices, today, lastDay }: Props) {
  const t = useTranslations("profiles");
  const severities = useTranslations("triage.severity");
  const [condition, setCondition] = useState(shown.condition);
  const [taken, setTaken] = useState(0);
  const take = (example: string) => {
    setCondition(example);
    setTaken(taken + 1);
  };
  const [chosen, setChosen] = useState(shown.offices);
  const [mode, setMode] = useState<string>(shown.mode);
  return (
    <ActionForm action={action} submit={t("save")}>
      {shown.profile === null ? null : <input type="hidden" name="profile" value={shown.profile} />}
      <section className="panel flex flex-col gap-4 p-4 sm:p-5">
        <h2 className="text-lg font-semibold">{t("part.condition")}</h2>
        <ConditionEditor key={taken} name="condition" value={condition} onChange={setCondition} />
        {condition.trim() === "" ? <Examples onTake={take} /> : null}
        <OfficesField name="offices" offices={offices} chosen={chosen} onChange={setChosen} />
      </section>
      <FactHelp />
      <TrialPanel attempt={attempt} condition={condition} offices={chosen} today={today} />
      <section className="panel flex flex-col gap-4 p-4 sm:p-5">
        <h2 className="text-lg font-semibold">{t("part.hit")}</h2>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField name="name/zh" label={t("field.nameZh")} defaultValue={shown.name.zh} isRequired />
          <TextField name="name/en" label={t("field.nameEn")} defaultValue={shown.name.en} isRequired />
          <TextField name="next/zh" label={t("field.nextZh")} defaultValue={shown.next.zh} rows={2} isRequired />
          <TextField name="next/en" label={t("field.nextEn")} defaultValue={shown.next.en} rows={2} isRequired />
          <Select name="severity" label={t("field.severity")} defaultValue={shown.severity} options={SEVERITIES.map((id) => ({ id, label: severities(id) }))} description={t("field.severityNote")} />
          <TextField name="points" type="number" label={t("field.points")} description={t("field.pointsNote")} defaultValue={String(shown.points)} isRequired inputMode="numeric" />
        </div>
      </section>
      <section className="panel flex flex-col gap-4 p-4 sm:p-5">
        <h2 className="text-lg font-semibold">{t("part.force")}</h2>
        <Radios
          name="mode"
          label={t("field.mode")}
          value={mode}
          onChange={setMode}
          options={[
            { id: "shadow", label: t("mode.shadow"), note: t("modeNote.shadow") },
            { id: "live", label: t("mode.live"), note: t("modeNote.live") },
          ]}
        />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField name="from" type="date" label={t("field.from")} description={t("field.fromNote")} defaultValue={shown.from} />
          <TextField name="until" type="date" label={t("field.until")} description={t("field.untilNote", { day: lastDay })} defaultValue={shown.until} isRequired />
        </div>
        <TextField name="reason" label={t("field.reason")} description={t("field.reasonNote")} defaultValue={shown.reason} rows={3} isRequired />
      </section>
    </ActionForm>
  );
}
