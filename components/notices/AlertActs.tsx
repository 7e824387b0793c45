"use client";
import { useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "#components/access/ActionForm";

/** What a trial of an alert sent. */
export type Sent = { readonly people: number; readonly emails: number; readonly webhooks: number };

/** Sends an alert as a trial by every way it has, or takes it out. */
export function AlertActs({ id, attempt, remove }: { readonly id: number; readonly attempt: FormAction<Sent>; readonly remove: FormAction }) {
  const t = useTranslations("notices.alert");
  const number = <input type="hidden" name="id" value={id} />;
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-2">
        <p className="text-table text-pretty text-ink-soft">{t("tryNote")}</p>
        <ActionForm action={attempt} submit={t("try")} look="quiet" result={sentOf}>{number}</ActionForm>
      </div>
      <ActionForm action={remove} submit={t("remove")} look="danger">{number}</ActionForm>
    </div>
  );
}

const sentOf = (sent: Sent) => <SentWords sent={sent} />;

function SentWords({ sent: { people, emails, webhooks } }: { readonly sent: Sent }) {
  const t = useTranslations("notices.alert");
  return <output className="text-table text-green">{t("tried", { people, emails, webhooks })}</output>;
}
