import { FolderPlus, Scale } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { CaseStatusTag } from "#components/cases/CaseStatusTag";
import { Filters } from "#components/cases/Filters";
import { GAP, Grid } from "#components/consignment/Grid";
import { ListSearch } from "#components/producers/ListSearch";
import { RowKeys } from "#components/keys/RowKeys";
import { LinkButton } from "#components/ui/Button";
import { EmptyState } from "#components/ui/EmptyState";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { Timestamp } from "#components/ui/Timestamp";
import { may } from "#lib/access/actor";
import { namesFor } from "#lib/access/queries";
import { calledInChinese } from "#lib/access/called";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { listCases } from "#lib/cases/queries/cases";
import { openCaseCounts } from "#lib/cases/queries/opening";
import { addressOf, single } from "../../../../components/producers/address.ts";
import { Link } from "../../../navigation.ts";

const PAGE = 50;
type Asked = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("frame"))("room.cases") };
}

/** Cases, the newest first: whose they are, on how many declarations, what is still to be done. */
export default async function CasesScreen({ searchParams }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "case.read")) return <NotPermitted />;
  const asked = await searchParams;
  const [q, after, state, whose] = [single(asked["q"]), single(asked["after"]), single(asked["state"]) ?? "open", single(asked["whose"])];
  const filter = { q, state: state === "open" || state === "closed" ? state : undefined, assignee: whose === "mine" ? actor.id : whose === "nobody" ? ("nobody" as const) : undefined } as const;
  const { page, counts } = await reading(actor, "case.read", async (tx) => ({
    page: calledInChinese(await listCases(tx, filter, { limit: PAGE, after }), await namesFor(tx, await getLocale())),
    counts: await openCaseCounts(tx),
  }));
  const t = await getTranslations("cases.list");
  const stays = { q, state, whose };
  return (
    <div className="flex flex-col gap-4">
      <RowKeys />
      <PageTitle actions={may(actor, "case.open") ? <LinkButton href="/cases/new" icon={<FolderPlus aria-hidden className="size-4" />}>{t("new")}</LinkButton> : undefined}>{t("fact", counts)}</PageTitle>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <Filters
          label={t("state")}
          chosen={state}
          options={[
            { id: "open", label: t("open") },
            { id: "closed", label: t("closed") },
            { id: "all", label: t("all") },
          ]}
          address={(id) => addressOf("/cases", { ...stays, state: id })}
        />
        <Filters
          label={t("assignee")}
          chosen={whose ?? "all"}
          options={[
            { id: "all", label: t("all") },
            { id: "mine", label: t("mine") },
            { id: "nobody", label: t("nobody") },
          ]}
          address={(id) => addressOf("/cases", { ...stays, whose: id === "all" ? undefined : id })}
        />
        <ListSearch label={t("search")} q={q} kept={{ state, whose }} />
      </div>
      {page.items.length === 0 ? (
        <EmptyState title={t("none")} icon={<Scale aria-hidden />}>
          {t("noneNext")}
        </EmptyState>
      ) : (
        <Grid
          label={t("fact", counts)}
          columns={[
            { id: "title", label: t("title") },
            { id: "status", label: t("status") },
            { id: "assignee", label: t("assignee") },
            { id: "consignments", label: t("consignments"), end: true },
            { id: "tasks", label: t("tasks"), end: true },
            { id: "opened", label: t("opened") },
          ]}
          rows={page.items.map((row) => ({
            id: row.number,
            cells: {
              title: (
                <Link href={`/cases/${encodeURIComponent(row.number)}`} prefetch={false} className="group block min-w-44">
                  <span className="font-medium text-accent group-hover:underline">{row.title}</span>
                  <span className="block font-mono text-xs text-ink-faint">{row.number}</span>
                </Link>
              ),
              status: <CaseStatusTag status={row.status} />,
              assignee: row.assigneeName ?? GAP,
              consignments: row.consignments,
              tasks: row.openTasks === 0 ? <span className="text-ink-faint">0</span> : row.openTasks,
              opened: (
                <span className="block min-w-28">
                  <Timestamp at={row.openedAt.toISOString()} shape="day" />
                  <span className="block text-xs text-ink-faint">{row.openedByName}</span>
                </span>
              ),
            },
          }))}
        />
      )}
      <PageLinks first={after === undefined ? undefined : addressOf("/cases", stays)} next={page.next === null ? undefined : addressOf("/cases", { ...stays, after: page.next })} />
    </div>
  );
}
