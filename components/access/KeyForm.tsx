"use client";
import { useTranslations } from "next-intl";
import { CodePicker, type Finder } from "#components/ui/CodePicker";
import { Select } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import { ROLES } from "#lib/access/permission";
import { ActionForm, type FormAction } from "./ActionForm.tsx";

/** Issues a key and shows it, this once. */
export function KeyForm({ action, findOrganisations }: { readonly action: FormAction<string>; readonly findOrganisations: Finder }) {
  const [t, role] = [useTranslations("admin.keys"), useTranslations("frame.role")];
  return (
    <ActionForm action={action} submit={t("issue")} clears result={shown}>
      <Select name="role" label={t("role")} defaultValue="feed" options={ROLES.map((id) => ({ id, label: role(id) }))} />
      <CodePicker name="organisation" label={t("organisationCode")} description={t("organisationNote")} nothing={t("noOrganisation")} find={findOrganisations} />
      <TextField name="name" label={t("name")} description={t("nameNote")} isRequired />
    </ActionForm>
  );
}

const shown = (key: string) => <Shown value={key} />;

function Shown({ value }: { readonly value: string }) {
  const t = useTranslations("admin.keys");
  return (
    <div role="alert" className="rounded-lg border border-green bg-green-soft p-3">
      <p className="font-medium">{t("shownOnce")}</p>
      <code className="mt-1 block font-mono text-table break-all select-all">{value}</code>
    </div>
  );
}
