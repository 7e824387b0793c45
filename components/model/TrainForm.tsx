"use client";
import { useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { Select } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";

/** Asks for a model to be trained, of the whole house or of one office. */
export function TrainForm({ train, offices }: { readonly train: FormAction; readonly offices: readonly string[] }) {
  const t = useTranslations("model");
  return (
    <ActionForm action={train} submit={t("train.submit")} done={t("train.queued")} layout="row">
      <div className="w-48">
        <Select label={t("train.office")} name="office" defaultValue="house" options={[{ id: "house", label: t("house") }, ...offices.map((code) => ({ id: code, label: t("office", { code }) }))]} />
      </div>
      <div className="w-32">
        <TextField label={t("train.seed")} name="seed" type="number" defaultValue="1" isRequired />
      </div>
    </ActionForm>
  );
}
