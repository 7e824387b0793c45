"use client";
import { useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { TextField } from "#components/ui/TextField";

type Props = { readonly profile: number; readonly propose: FormAction | null; readonly confirm: FormAction | null; readonly decline: FormAction | null; readonly end: FormAction | null; readonly wasProposed: boolean };

/** What this person may do with a profile now: propose it, answer a colleague's proposal, end it early. */
export function ProfileActs({ profile, propose, confirm, decline, end, wasProposed }: Props) {
  const t = useTranslations("profiles.act");
  const number = <input type="hidden" name="profile" value={profile} />;
  return (
    <div className="flex flex-col gap-5">
      {propose === null ? null : (
        <div className="flex flex-col gap-2">
          <p className="text-table text-pretty text-ink-soft">{t("proposeNote")}</p>
          <ActionForm action={propose} submit={t("propose")}>{number}</ActionForm>
        </div>
      )}
      {confirm === null ? null : (
        <ActionForm action={confirm} submit={t("confirm")}>
          {number}
          <TextField name="note" label={t("confirmNote")} rows={2} />
        </ActionForm>
      )}
      {decline === null ? null : (
        <ActionForm action={decline} submit={t("decline")} look="quiet">
          {number}
          <TextField name="note" label={t("declineNote")} rows={2} isRequired />
        </ActionForm>
      )}
      {end === null ? null : (
        <details>
          <summary className="w-fit cursor-pointer text-table text-ink-soft hover:text-ink">{wasProposed ? t("withdraw") : t("end")}</summary>
          <div className="mt-3">
            <ActionForm action={end} submit={wasProposed ? t("withdraw") : t("end")} look="danger">
              {number}
              <TextField name="reason" label={t("endReason")} rows={2} isRequired />
            </ActionForm>
          </div>
        </details>
      )}
    </div>
  );
}
