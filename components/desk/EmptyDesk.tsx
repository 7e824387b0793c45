"use client";
import { Inbox, ListFilter } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button, LinkButton } from "#components/ui/Button";
import { EmptyState } from "#components/ui/EmptyState";
import { DEFAULT_VIEW, paramsOf, type DeskView } from "#lib/triage/view";

/** Why no consignment is shown, and what would bring one here. */
export function EmptyDesk({ view, onView }: { readonly view: DeskView; readonly onView: (view: DeskView) => void }) {
  const t = useTranslations("desk");
  const filtered = paramsOf({ ...DEFAULT_VIEW, filter: view.filter }).size > 0;
  return filtered ? (
    <EmptyState
      icon={<ListFilter aria-hidden />}
      title={t("emptyFiltered")}
      action={
        <>
          {view.filter.state === "all" ? null : (
            <Button look="primary" onPress={() => onView({ ...view, filter: { ...view.filter, state: "all" } })}>
              {t("lookInAll")}
            </Button>
          )}
          <Button onPress={() => onView({ ...view, filter: {} })}>{t("clearFilters")}</Button>
        </>
      }
    >
      {t("emptyFilteredHow")}
    </EmptyState>
  ) : (
    <EmptyState
      icon={<Inbox aria-hidden />}
      title={t("empty")}
      action={
        <>
          <Button onPress={() => onView({ ...view, filter: { state: "closed" } })}>{t("showClosed")}</Button>
          <LinkButton href="/docs/api">{t("toInterface")}</LinkButton>
        </>
      }
    >
      {t("emptyHow")}
    </EmptyState>
  );
}
