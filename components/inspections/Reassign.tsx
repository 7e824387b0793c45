"use client";
import { useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { Select } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import { REASSIGN_REASONS } from "#lib/triage/reassign";

type Props = { readonly id: number; readonly examiner: number | null; readonly staff: readonly { readonly person: number; readonly name: string }[]; readonly act: FormAction };

/** Gives an examination to another examiner, drawn anew or named, for a reason. */
export function Reassign({ id, examiner, staff, act }: Props) {
  const t = useTranslations("inspections.reassign");
  return (
    <details>
      <summary className="w-fit cursor-pointer py-0.5 text-table text-ink-soft hover:text-ink">{t("open")}</summary>
      <div className="mt-2">
        <ActionForm action={act} submit={t("submit")} look="quiet" done={t("done")}>
          <input type="hidden" name="id" value={id} />
          <Select name="reason" label={t("reason")} defaultValue={REASSIGN_REASONS[0]} options={REASSIGN_REASONS.map((reason) => ({ id: reason, label: t(`reasons.${reason}`) }))} />
          <Select
            name="person"
            label={t("to")}
            defaultValue="draw"
            options={[{ id: "draw", label: t("draw") }, ...staff.filter(({ person }) => person !== examiner).map(({ person, name }) => ({ id: String(person), label: name }))]}
          />
          <TextField name="note" label={t("note")} />
        </ActionForm>
      </div>
    </details>
  );
}
