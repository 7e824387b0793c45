"use client";
import { useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { Select, type Option } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";

/** Asks for a model to be trained, of the whole house or of one office. */
export function TrainForm({ train, offices }: { readonly train: FormAction; readonly offices: readonly Option[] }) {
  const t = useTranslations("model");
  return (
    <ActionForm action={train} submit={t("train.submit")} done={t("train.queued")} layout="row">
      <div className="w-56">
        <Select label={t("train.office")} name="office" defaultValue="house" options={[{ id: "house", label: t("house") }, ...offices]} />
      </div>
      <div className="w-32">
        <TextField label={t("train.seed")} name="seed" type="number" defaultValue="1" isRequired />
      </div>
    </ActionForm>
  );
}
