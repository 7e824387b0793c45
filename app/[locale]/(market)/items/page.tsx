import { PackageSearch } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { Item } from "#components/journey/Item";
import { ItemSearch } from "#components/journey/ItemSearch";
import { EmptyState } from "#components/ui/EmptyState";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { itemState } from "#lib/trace/queries/state";

type Asked = { readonly searchParams: Promise<{ id?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("journey.item"))("title") };
}

/** The current state of whatever is asked for, as events tell. */
export default async function ItemsScreen({ searchParams }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "event.read")) return <NotPermitted />;
  const asked = (await searchParams).id;
  const id = typeof asked === "string" ? asked.trim() : "";
  const t = await getTranslations("journey.item");
  const found = id === "" ? undefined : await reading(actor, "event.read", (tx) => itemState(tx, id)).catch(refused);
  if (found !== undefined && typeof found !== "string") return <Item shown={found} styleUrl={process.env["MAP_STYLE_URL"] || null} search={<ItemSearch id={id} />} />;
  return (
    <div className="flex flex-col gap-5">
      <PageTitle>{t("title")}</PageTitle>
      <ItemSearch id={id} />
      <EmptyState title={found === undefined ? t("title") : found === "not-found" ? t("notFound", { id }) : t("bad")} icon={<PackageSearch aria-hidden />}>{t("none")}</EmptyState>
    </div>
  );
}

function refused(error: unknown): "not-found" | "bad-identifier" {
  if (error instanceof Refusal && error.code === "not-found") return "not-found";
  if (error instanceof Refusal && error.code === "bad-identifier") return "bad-identifier";
  throw error;
}
