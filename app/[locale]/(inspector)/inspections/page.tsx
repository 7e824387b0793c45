import { ScanSearch } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { Filters } from "#components/cases/Filters";
import { Examination } from "#components/inspections/Examination";
import { ListSearch } from "#components/producers/ListSearch";
import { RowKeys } from "#components/keys/RowKeys";
import { EmptyState } from "#components/ui/EmptyState";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { namesFor } from "#lib/access/queries";
import { calledInChinese } from "#lib/access/called";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { EXAMINATION_STATUSES } from "#lib/inspections/examination";
import { listExaminations, waitingExaminations } from "#lib/inspections/queries";
import { officeOf } from "#lib/places/office";
import { actsFor } from "#lib/triage/officer";
import { examinersOf } from "#lib/triage/queries/selection";
import { addressOf, single } from "../../../../components/producers/address.ts";
import { reassign, report } from "./actions.ts";

const PAGE = 30;
type Asked = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("frame"))("room.inspections") };
}

/** Examinations that were ordered, and what those found that are reported; an officer's own office first. */
export default async function InspectionsScreen({ searchParams }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "examination.report")) return <NotPermitted />;
  const asked = await searchParams;
  const [q, after, state, where] = [single(asked["q"]), single(asked["after"]), single(asked["state"]) ?? "ordered", single(asked["where"])];
  const own = actor.office !== null && where !== "all" ? actor.office : undefined;
  const filter = { q, office: own, status: EXAMINATION_STATUSES.find((status) => status === state) };
  const { page, waiting, staff } = await reading(actor, "desk.read", async (tx) => ({
    page: calledInChinese(await listExaminations(tx, filter, { limit: PAGE, after }), await namesFor(tx, await getLocale())),
    waiting: await waitingExaminations(tx, own ?? null),
    staff: may(actor, "selection.manage") ? await examinersOf(tx) : [],
  }));
  const [t, locale] = [await getTranslations("inspections"), await getLocale()];
  const stays = { q, state, where };
  const states = [{ id: "ordered", label: t("status.ordered") }, { id: "reported", label: t("status.reported") }, { id: "cancelled", label: t("status.cancelled") }, { id: "all", label: t("all") }];
  return (
    <div className="flex flex-col gap-4">
      <RowKeys />
      <PageTitle>{own === undefined ? t("fact", { waiting }) : t("factOffice", { waiting, office: officeName(own, locale) })}</PageTitle>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <Filters label={t("stateLabel")} chosen={state} options={states} address={(id) => addressOf("/inspections", { ...stays, state: id })} />
        {actor.office === null ? null : (
          <Filters
            label={t("officeLabel")}
            chosen={where ?? "own"}
            options={[
              { id: "own", label: t("ownOffice") },
              { id: "all", label: t("everyOffice") },
            ]}
            address={(id) => addressOf("/inspections", { ...stays, where: id === "own" ? undefined : id })}
          />
        )}
        <ListSearch label={t("search")} q={q} kept={{ state, where }} />
      </div>
      {page.items.length === 0 ? (
        <EmptyState title={t("none")} icon={<ScanSearch aria-hidden />}>
          {t("noneNext")}
        </EmptyState>
      ) : (
        <ul className="grid gap-3 lg:grid-cols-2">
          {page.items.map((examination) => (
            <Examination
              key={examination.id}
              examination={examination}
              mayReport={actsFor(actor, examination.office)}
              person={actor}
              act={report}
              reassign={may(actor, "selection.manage") ? reassign : null}
              staff={staff.filter((one) => one.office === examination.office)}
            />
          ))}
        </ul>
      )}
      <PageLinks first={after === undefined ? undefined : addressOf("/inspections", stays)} next={page.next === null ? undefined : addressOf("/inspections", { ...stays, after: page.next })} />
    </div>
  );
}

/** An office by its name and code; by its code alone where it is not in the table. */
function officeName(code: string, locale: string): string {
  const name = officeOf(code)?.name;
  return name === undefined ? code : `${locale === "en" ? name.en : name.zh} ${code}`;
}
