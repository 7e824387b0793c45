import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ActionForm } from "#components/access/ActionForm";
import { NotPermitted } from "#components/access/NotPermitted";
import { Grid } from "#components/consignment/Grid";
import { ErrorNote } from "#components/ui/ErrorNote";
import { LaneTag } from "#components/ui/LaneTag";
import { PageTitle } from "#components/ui/PageTitle";
import { StatusTag } from "#components/ui/StatusTag";
import { TextField } from "#components/ui/TextField";
import { VerdictTag } from "#components/ui/VerdictTag";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { consignmentsNamed } from "#lib/cases/queries/opening";
import { numbersOf } from "../../../../../components/cases/numbers.ts";
import { single } from "../../../../../components/producers/address.ts";
import { Link } from "../../../../navigation.ts";
import { openNew } from "./actions.ts";

const MOST = 100;
type Asked = { readonly searchParams: Promise<{ consignments?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("cases.list"))("new") };
}

/** Opening a case on the consignments of the address; what is alleged starts with what the weightiest finding says. */
export default async function NewCaseScreen({ searchParams }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "case.open")) return <NotPermitted />;
  const numbers = numbersOf(single((await searchParams).consignments)).slice(0, MOST);
  const rows = await reading(actor, "case.read", (tx) => consignmentsNamed(tx, numbers));
  const [t, tc, locale] = [await getTranslations("cases.new"), await getTranslations("cases.consignment"), await getLocale()];
  const unknown = numbers.filter((number) => !rows.some((row) => row.number === number));
  const [top] = rows;
  const goods = (row: (typeof rows)[number]) => (locale === "en" ? row.goodsEn : row.goodsZh);
  const wording = top?.topFinding?.wording;
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-4">
      <PageTitle note={t("note")}>{t("title", { count: rows.length })}</PageTitle>
      {unknown.length === 0 ? null : <ErrorNote title={t("unknown", { numbers: unknown.join(", ") })} />}
      {rows.length === 0 ? null : (
        <Grid
          label={t("consignments")}
          columns={[{ id: "number", label: tc("number") }, { id: "goods", label: tc("goods") }, { id: "importer", label: tc("importer") }, { id: "verdict", label: tc("verdict") }, { id: "status", label: tc("status") }]}
          rows={rows.map((row) => ({
            id: row.number,
            cells: {
              number: <Link href={`/consignments/${encodeURIComponent(row.number)}`} className="text-accent hover:underline">{row.number}</Link>,
              goods: <span className="block min-w-32">{goods(row)}</span>,
              importer: <span className="block min-w-32">{row.importerName}</span>,
              verdict: <VerdictTag verdict={row.verdict} />,
              status: (
                <span className="flex flex-col items-start gap-1">
                  <StatusTag status={row.status} />
                  <LaneTag lane={row.lane} />
                </span>
              ),
            },
          }))}
        />
      )}
      <section className="panel p-4 sm:p-5">
        <ActionForm action={openNew} submit={t("submit")} draft={`case ${rows.map((row) => row.number).join(" ")}`}>
          <TextField
            autoFocus={rows.length > 0}
            name="title"
            label={t("name")}
            maxLength={200}
            defaultValue={top === undefined ? "" : goods(top).startsWith(top.siteName) ? goods(top) : t("proposedTitle", { producer: top.siteName, goods: goods(top) })}
            isRequired
          />
          <TextField
            name="allegation"
            label={t("allegation")}
            description={t("allegationNote")}
            rows={5}
            maxLength={5000}
            defaultValue={wording === undefined ? "" : locale === "en" ? wording.en : wording.zh}
            isRequired
          />
          <TextField name="consignments" label={t("consignments")} description={t("consignmentsNote")} rows={2} defaultValue={rows.map((row) => row.number).join("\n")} isRequired />
        </ActionForm>
      </section>
    </div>
  );
}
