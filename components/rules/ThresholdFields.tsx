"use client";
import { useTranslations } from "next-intl";
import { Select } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import { RULE_MODES, type RuleMode, type Threshold } from "#lib/risk/rule";
import { fieldText } from "./threshold-form.ts";

/** A threshold as a form asks for it: its name in the reader's language, and the value that stands in the field. */
export type ThresholdField = Omit<Threshold, "name" | "value"> & { readonly key: string; readonly name: string; readonly value: number };

/** The mode and thresholds of one setting: fields `<modeAt>` and `<at>/<threshold>`, each threshold with its unit and bounds. */
export function ThresholdFields({ at, modeAt, mode, thresholds }: { readonly at: string; readonly modeAt: string; readonly mode: RuleMode; readonly thresholds: readonly ThresholdField[] }) {
  const t = useTranslations("rules");
  return (
    <div className="flex flex-col gap-3">
      <Select name={modeAt} label={t("column.mode")} defaultValue={mode} options={RULE_MODES.toReversed().map((one) => ({ id: one, label: t(`mode.${one}`), note: t(`modeNote.${one}`) }))} />
      <div className="grid gap-3 sm:grid-cols-2">
        {thresholds.map((threshold) => (
          <TextField
            key={threshold.key}
            name={`${at}/${threshold.key}`}
            label={threshold.name}
            inputMode="decimal"
            defaultValue={fieldText(threshold, threshold.value)}
            description={t("bounds", { unit: t(`unitName.${threshold.unit}`), least: fieldText(threshold, threshold.least), most: fieldText(threshold, threshold.most) })}
          />
        ))}
      </div>
    </div>
  );
}
