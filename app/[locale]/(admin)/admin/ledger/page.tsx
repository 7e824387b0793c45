import { CircleCheck, Scale, TriangleAlert } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ActionForm } from "#components/access/ActionForm";
import { NotPermitted } from "#components/access/NotPermitted";
import { Section } from "#components/access/Section";
import { Table } from "#components/access/Table";
import { LinkButton } from "#components/ui/Button";
import { EmptyState } from "#components/ui/EmptyState";
import { PageTitle } from "#components/ui/PageTitle";
import { Tag } from "#components/ui/Tag";
import { Timestamp } from "#components/ui/Timestamp";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import type { LedgerCheck } from "#lib/capacity/difference";
import { latestChecks } from "#lib/capacity/queries/check";
import { readingHere } from "../../../../read.ts";
import { Link } from "../../../../navigation.ts";
import { checkNow } from "./actions.ts";

const CHECKS = 30;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("admin.room"))("ledger") };
}

/** Whether the capacity ledger agrees with its lines: the checks of every night and those asked for, with each difference by name. */
export default async function LedgerPage() {
  const actor = await actorOfPage();
  if (!may(actor, "ledger.check")) return <NotPermitted />;
  const checks = await readingHere(actor, "ledger.check", (tx) => latestChecks(tx, CHECKS));
  const t = await getTranslations("admin.ledger");
  const [latest] = checks;
  return (
    <div className="flex flex-col gap-4">
      <PageTitle note={t("note")} actions={may(actor, "policy.write") ? <LinkButton href="/certificates/policies">{t("policies")}</LinkButton> : undefined}>
        {latest === undefined ? t("never") : t("fact", { differences: latest.count, accounts: latest.accounts, postings: latest.postings })}
      </PageTitle>
      <ActionForm action={checkNow} submit={t("check")} done={t("checked")} look="quiet" />
      {latest !== undefined && latest.count > 0 ? <Differences check={latest} /> : null}
      {checks.length === 0 ? (
        <EmptyState title={t("none")} icon={<Scale aria-hidden />}>
          {t("noneNext")}
        </EmptyState>
      ) : (
        <Checks checks={checks} />
      )}
    </div>
  );
}

async function Differences({ check }: { readonly check: LedgerCheck }) {
  const t = await getTranslations("admin.ledger");
  const columns = [
    { id: "site", label: t("site") },
    { id: "what", label: t("what") },
    { id: "recorded", label: t("recorded") },
    { id: "recomputed", label: t("recomputed") },
  ];
  return (
    <Section title={t("differences", { count: check.count })} note={t("differencesNote", { shown: check.differences.length })}>
      <Table
        label={t("differences", { count: check.count })}
        columns={columns}
        rows={check.differences.map((one) => ({
          id: `${one.siteId} ${one.accountId} ${one.what}`,
          cells: {
            site: (
              <Link href={`/producers/${one.siteId}`} className="text-accent hover:underline">
                {one.site}
                <span className="block text-xs text-ink-faint">{t("account", { account: String(one.accountId) })}</span>
              </Link>
            ),
            what: one.declaration === null ? (t.has(`figure.${one.what}`) ? t(`figure.${one.what}`) : one.what) : t("line", { number: one.declaration, line: one.line ?? 0 }),
            recorded: <code className="font-mono">{one.recorded}</code>,
            recomputed: <code className="font-mono">{one.recomputed}</code>,
          },
        }))}
      />
    </Section>
  );
}

async function Checks({ checks }: { readonly checks: readonly LedgerCheck[] }) {
  const t = await getTranslations("admin.ledger");
  const columns = [
    { id: "at", label: t("at") },
    { id: "result", label: t("result") },
    { id: "size", label: t("size") },
    { id: "took", label: t("took") },
  ];
  return (
    <Table
      label={t("label")}
      columns={columns}
      rows={checks.map((check) => ({
        id: check.id,
        cells: {
          at: <Timestamp at={check.startedAt.toISOString()} />,
          result: <Result count={check.count} words={check.count === 0 ? t("clean") : t("differences", { count: check.count })} />,
          size: t("sizeOf", { accounts: check.accounts, postings: check.postings }),
          took: t("seconds", { seconds: Math.max(0, check.finishedAt.getTime() - check.startedAt.getTime()) / 1000 }),
        },
      }))}
    />
  );
}

function Result({ count, words }: { readonly count: number; readonly words: string }) {
  const Icon = count === 0 ? CircleCheck : TriangleAlert;
  return (
    <Tag tone={count === 0 ? "green" : "red"} icon={<Icon aria-hidden className="size-3.5 shrink-0" />}>
      {words}
    </Tag>
  );
}
