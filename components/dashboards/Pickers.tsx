"use client";
import { useTranslations } from "next-intl";
import { useTransition, type FormEvent } from "react";
import { Button } from "#components/ui/Button";
import { Select } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import { PERIOD_DAYS } from "#lib/dashboards/figure-view";
import { usePathname, useRouter } from "../../app/navigation.ts";

type Chosen = { readonly days: number | null; readonly from: string; readonly last: string; readonly office: string | null; readonly against: string | null };

/** Chooses days, office and what to compare with; the choice stands in the address. */
export function Pickers({ chosen, offices }: { readonly chosen: Chosen; readonly offices: readonly { readonly code: string; readonly name: string }[] }) {
  const t = useTranslations("dashboards");
  const [router, path] = [useRouter(), usePathname()];
  const [moving, move] = useTransition();
  const go = (changes: Partial<Chosen>) => {
    const next = { ...chosen, ...changes };
    const params = new URLSearchParams({
      ...(next.days === null ? { from: next.from, to: next.last } : { days: String(next.days) }),
      ...(next.office === null ? {} : { office: next.office }),
      ...(next.against === null ? {} : { with: next.against }),
    });
    move(() => router.push(`${path}?${params.toString()}`));
  };
  const own = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [from, last] = [form.get("from"), form.get("to")];
    if (typeof from === "string" && typeof last === "string" && from !== "" && from <= last) go({ days: null, from, last });
  };
  const named = offices.map(({ code, name }) => ({ id: code, label: `${name} ${code}` }));
  const days = [...PERIOD_DAYS.map((one) => ({ id: String(one), label: t(`period.d${one}`) })), ...(chosen.days === null ? [{ id: "own", label: t("period.own", { from: chosen.from, to: chosen.last }) }] : [])];
  return (
    <div className={`my-4 flex flex-wrap items-end gap-3 ${moving ? "opacity-60" : ""}`} aria-busy={moving}>
      <div className="w-44 max-sm:w-[calc(50%-6px)]">
        <Select label={t("period.label")} options={days} value={chosen.days === null ? "own" : String(chosen.days)} onChange={(id) => id !== "own" && go({ days: Number(id) })} />
      </div>
      <div className="w-56 max-sm:w-[calc(50%-6px)]">
        <Select
          label={t("office.label")}
          options={[{ id: "all", label: t("office.all") }, ...named]}
          value={chosen.office ?? "all"}
          onChange={(id) => go({ office: id === "all" ? null : id })}
        />
      </div>
      <div className="w-56 max-sm:w-[calc(50%-6px)]">
        <Select
          label={t("with.label")}
          options={[{ id: "nothing", label: t("with.nothing") }, { id: "before", label: t("with.before") }, ...named.filter(({ id }) => id !== chosen.office)]}
          value={chosen.against ?? "nothing"}
          onChange={(id) => go({ against: id === "nothing" ? null : id })}
        />
      </div>
      <details className="relative">
        <summary className="flex h-8 cursor-pointer items-center rounded-md px-2 text-ink-soft hover:bg-hover">{t("period.other")}</summary>
        <form onSubmit={own} className="absolute start-0 z-20 mt-1 flex w-72 flex-col gap-3 rounded-lg border border-line bg-raised p-3 shadow-float max-sm:start-auto max-sm:end-0">
          <TextField label={t("period.from")} name="from" type="date" defaultValue={chosen.from} isRequired />
          <TextField label={t("period.to")} name="to" type="date" defaultValue={chosen.last} isRequired />
          <Button type="submit">{t("period.show")}</Button>
        </form>
      </details>
    </div>
  );
}
