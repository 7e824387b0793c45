"use client";
import { useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import type { ToppedUp } from "#lib/triage/selection";
import { Link } from "../../app/navigation.ts";

/** Fills what the office can still examine today, and says which declarations it took up. */
export function TopUpForm({ office, left, action }: { readonly office: string; readonly left: number; readonly action: FormAction<ToppedUp> }) {
  const t = useTranslations("selection.topUp");
  return (
    <ActionForm<ToppedUp> action={action} submit={t("submit", { left })} look="quiet" result={taken}>
      <input type="hidden" name="office" value={office} />
    </ActionForm>
  );
}

const taken = (done: ToppedUp) => <Taken done={done} />;

function Taken({ done }: { readonly done: ToppedUp }) {
  const t = useTranslations("selection.topUp");
  return (
    <output className="flex flex-wrap gap-x-3 gap-y-1 text-table">
      <span>{t("taken", { count: done.taken.length, left: done.left })}</span>
      {done.taken.map((number) => <Link key={number} href={`/consignments/${encodeURIComponent(number)}`} className="text-accent hover:underline">{number}</Link>)}
    </output>
  );
}
