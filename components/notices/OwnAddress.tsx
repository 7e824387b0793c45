"use client";
import { useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { Checkbox } from "#components/ui/Checkbox";
import { TextField } from "#components/ui/TextField";

/** Where one wants to be written to by e-mail, and whether. */
export function OwnAddress({ email, on, action }: { readonly email: string; readonly on: boolean; readonly action: FormAction }) {
  const t = useTranslations("notices.address");
  return (
    <ActionForm action={action} submit={t("save")} done={t("saved")} look="quiet">
      <TextField name="email" type="email" label={t("email")} defaultValue={email} isRequired autoComplete="email" />
      <Checkbox name="on" value="on" defaultSelected={on}>{t("on")}</Checkbox>
    </ActionForm>
  );
}
