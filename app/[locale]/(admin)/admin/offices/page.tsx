import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ActionForm } from "#components/access/ActionForm";
import { NotPermitted } from "#components/access/NotPermitted";
import { Section } from "#components/access/Section";
import { Table } from "#components/access/Table";
import { VerifiedTag } from "#components/access/VerifiedTag";
import { Checkbox } from "#components/ui/Checkbox";
import { PageTitle } from "#components/ui/PageTitle";
import { TextField } from "#components/ui/TextField";
import { may } from "#lib/access/actor";
import { listOffices } from "#lib/access/queries";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { Link } from "../../../../navigation.ts";
import { saveOffice } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("admin.room"))("offices") };
}

/** Customs offices; the one whose code stands in the address is in the form. */
export default async function OfficesPage({ searchParams }: { readonly searchParams: Promise<{ readonly code?: string }> }) {
  const actor = await actorOfPage();
  if (!may(actor, "people.manage")) return <NotPermitted />;
  const { code } = await searchParams;
  const offices = await reading(actor, "people.manage", listOffices);
  const [t, ui] = [await getTranslations("admin.offices"), await getTranslations("ui")];
  const chosen = offices.find((office) => office.code === code);
  const fact = t("fact", { offices: offices.length, unverified: offices.filter((office) => !office.verified).length });
  return (
    <div className="flex flex-col gap-4">
      <PageTitle note={t("note")}>{fact}</PageTitle>
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        {offices.length === 0 ? (
          <p className="panel p-6 text-ink-soft">{t("none")}</p>
        ) : (
          <Table
            label={fact}
            columns={[{ id: "code", label: t("code") }, { id: "nameZh", label: t("nameZh") }, { id: "nameEn", label: t("nameEn") }, { id: "state", label: t("state") }]}
            rows={offices.map((office) => ({
              id: office.code,
              cells: {
                code: (
                  <Link href={{ pathname: "/admin/offices", query: { code: office.code } }} className="font-medium text-accent hover:underline">
                    {office.code}
                  </Link>
                ),
                nameZh: office.nameZh,
                nameEn: office.nameEn,
                state: <VerifiedTag verified={office.verified} />,
              },
            }))}
          />
        )}
        <Section title={chosen ? t("change", { code: chosen.code }) : t("add")}>
          <ActionForm key={chosen?.code ?? ""} action={saveOffice} submit={ui("save")} done={t("saved")} clears={!chosen}>
            {chosen ? <input type="hidden" name="code" value={chosen.code} /> : <TextField name="code" label={t("code")} description={t("codeNote")} isRequired />}
            <TextField name="nameZh" label={t("nameZh")} defaultValue={chosen?.nameZh ?? ""} isRequired />
            <TextField name="nameEn" label={t("nameEn")} defaultValue={chosen?.nameEn ?? ""} isRequired />
            <Checkbox name="verified" defaultSelected={chosen?.verified ?? true}>
              {t("verify")}
            </Checkbox>
          </ActionForm>
        </Section>
      </div>
    </div>
  );
}
