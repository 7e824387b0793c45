"use client";
import { useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { TextField } from "#components/ui/TextField";
import { Timestamp } from "#components/ui/Timestamp";

export type WebhookListed = { readonly id: number; readonly name: string; readonly address: string; readonly by: string; readonly at: string };

/** The webhooks that alerts may tell: taken in (with the secret shown once), and taken out. */
export function WebhookPanel({ webhooks, add, remove }: { readonly webhooks: readonly WebhookListed[]; readonly add: FormAction<{ readonly secret: string }>; readonly remove: FormAction }) {
  const t = useTranslations("notices.webhook");
  return (
    <div className="flex flex-col gap-4">
      {webhooks.length === 0 ? <p className="text-table text-ink-soft">{t("none")}</p> : (
        <ul className="divide-y divide-line">
          {webhooks.map(({ id, name, address, by, at }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-2">
              <div className="min-w-0">
                <p className="font-medium">{name}</p>
                <p className="text-table break-all text-ink-soft">{address}</p>
                <p className="text-xs text-ink-faint">{by} · <Timestamp at={at} /></p>
              </div>
              <ActionForm action={remove} submit={t("remove")} look="danger"><input type="hidden" name="id" value={id} /></ActionForm>
            </li>
          ))}
        </ul>
      )}
      <details>
        <summary className="w-fit cursor-pointer text-table font-medium">{t("add")}</summary>
        <div className="mt-3">
          <ActionForm action={add} submit={t("add")} look="quiet" clears result={secretOf}>
            <div className="grid items-start gap-4 sm:grid-cols-2">
              <TextField name="name" label={t("name")} isRequired />
              <TextField name="address" type="url" label={t("address")} description={t("addressNote")} isRequired />
            </div>
          </ActionForm>
        </div>
      </details>
    </div>
  );
}

const secretOf = ({ secret }: { readonly secret: string }) => <Secret secret={secret} />;

function Secret({ secret }: { readonly secret: string }) {
  const t = useTranslations("notices.webhook");
  return (
    <output className="flex flex-col gap-1 rounded-md bg-green-soft p-3 text-table">
      <span>{t("secret")}</span>
      <code className="break-all">{secret}</code>
    </output>
  );
}
