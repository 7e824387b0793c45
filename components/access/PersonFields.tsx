"use client";
import { useTranslations } from "next-intl";
import { CodePicker, type Finder } from "#components/ui/CodePicker";
import { Select } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import { mayRole, ROLES } from "#lib/access/permission";
import { NO_OFFICE } from "./no-office.ts";

type Person = { readonly name: string; readonly nameZh: string; readonly role: string; readonly organisationCode: string; readonly organisationEn: string; readonly organisationZh: string; readonly officeCode: string | null };
type Office = { readonly code: string; readonly nameEn: string; readonly nameZh: string };

/** Names, role, organisation and office of a person. */
export function PersonFields({ person, offices, locale, findOrganisations }: { readonly person?: Person; readonly offices: readonly Office[]; readonly locale: string; readonly findOrganisations: Finder }) {
  const t = useTranslations("admin.people");
  const role = useTranslations("frame.role");
  const roles = ROLES.filter((id) => mayRole(id, "own.sign-in")).map((id) => ({ id, label: role(id) }));
  const places = offices.map(({ code, nameEn, nameZh }) => ({ id: code, label: `${code} ${locale === "zh-CN" ? nameZh : nameEn}` }));
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="name" label={t("nameEn")} defaultValue={person?.name ?? ""} isRequired />
        <TextField name="nameZh" label={t("nameZh")} defaultValue={person?.nameZh ?? ""} isRequired />
      </div>
      <Select name="role" label={t("role")} options={roles} defaultValue={person?.role ?? "customs_officer"} isRequired />
      <CodePicker name="organisation" label={t("organisationCode")} description={t("organisationNote")} nothing={t("noOrganisation")} find={findOrganisations} defaultValue={person?.organisationCode} defaultLabel={locale === "zh-CN" ? person?.organisationZh : person?.organisationEn} />
      <Select name="office" label={t("office")} options={[{ id: NO_OFFICE, label: t("noOffice") }, ...places]} defaultValue={person?.officeCode ?? NO_OFFICE} />
    </>
  );
}
