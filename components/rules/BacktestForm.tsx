"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { Checkbox } from "#components/ui/Checkbox";
import { Radios } from "#components/ui/Radios";
import { Select, type Option } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import type { RuleMode } from "#lib/risk/rule";
import { ThresholdFields, type ThresholdField } from "./ThresholdFields.tsx";

const KINDS = ["rule", "profile", "model"] as const;

/** A rule that can be tried, as it is set now. */
export type TriedRule = { readonly id: string; readonly name: string; readonly mode: RuleMode; readonly thresholds: readonly ThresholdField[] };

type Props = {
  readonly rules: readonly TriedRule[];
  readonly profiles: readonly Option[];
  readonly models: readonly Option[];
  /** The rule and the values that stand in the form at first. */
  readonly chosen: TriedRule;
  readonly from: string;
  readonly to: string;
  readonly action: FormAction;
};

/** What to try, against what, and over which days. */
export function BacktestForm({ rules, profiles, models, chosen, from, to, action }: Props) {
  const t = useTranslations("backtests");
  const [kind, setKind] = useState<(typeof KINDS)[number]>("rule");
  const [rule, setRule] = useState(chosen.id);
  const [compares, setCompares] = useState(false);
  const inForce = rules.find(({ id }) => id === rule) ?? chosen;
  const first = rule === chosen.id ? chosen : inForce;
  const others = kind === "profile" ? profiles : models;
  const side = (at: "first" | "second", setting: TriedRule) => (
    <fieldset className="flex flex-col gap-3 rounded-md border border-line p-3">
      <legend className="px-1 text-table font-medium">{t(`side.${at}`)}</legend>
      {kind === "rule" ? (
        <Setting key={setting.id} at={at} setting={setting} />
      ) : others.length === 0 ? (
        <p className="text-table text-ink-soft">{t("noProfiles")}</p>
      ) : (
        <Select key={kind} name={`${at}/id`} label={t(`of.${kind}`)} options={others} defaultValue={others[0]?.id ?? ""} />
      )}
    </fieldset>
  );
  return (
    <ActionForm action={action} submit={t("start")}>
      <input type="hidden" name="kind" value={kind} />
      <Radios label={t("kind")} value={kind} onChange={(id) => setKind(KINDS.find((one) => one === id) ?? "rule")} options={KINDS.map((id) => ({ id, label: t(`of.${id}`) }))} />
      {kind === "rule" ? <Select name="rule" label={t("of.rule")} value={rule} onChange={setRule} options={rules.map(({ id, name }) => ({ id, label: name, note: id }))} /> : null}
      <div className="flex flex-wrap items-start gap-3">
        <TextField name="from" type="date" label={t("from")} defaultValue={from} />
        <TextField name="to" type="date" label={t("to")} defaultValue={to} description={t("toNote")} />
      </div>
      <Checkbox name="compares" value="yes" isSelected={compares} onChange={setCompares}>{t("compare")}</Checkbox>
      <div className={compares ? "grid grid-cols-1 items-start gap-4 lg:grid-cols-2" : ""}>
        {side("first", first)}
        {compares ? side("second", inForce) : null}
      </div>
    </ActionForm>
  );
}

function Setting({ at, setting }: { readonly at: "first" | "second"; readonly setting: TriedRule }) {
  return <ThresholdFields at={`${at}/values`} modeAt={`${at}/mode`} mode={setting.mode} thresholds={setting.thresholds} />;
}
