"use client";
import { useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { Checkbox } from "#components/ui/Checkbox";
import { TextField } from "#components/ui/TextField";

export type DutyPerson = { readonly person: number; readonly name: string; readonly limit: number | null; readonly assigned: number };

/** Who is on duty and how many examinations each can take, from one day to another. */
export function DutyForm({ office, day, people, action }: { readonly office: string; readonly day: string; readonly people: readonly DutyPerson[]; readonly action: FormAction }) {
  const t = useTranslations("selection.duty");
  return (
    <ActionForm action={action} submit={t("save")} done={t("saved")}>
      <input type="hidden" name="office" value={office} />
      <div className="flex flex-wrap gap-4">
        <TextField name="from" label={t("from")} type="date" defaultValue={day} isRequired />
        <TextField name="to" label={t("to")} type="date" defaultValue={day} description={t("toNote")} isRequired />
      </div>
      <ul className="flex flex-col">
        {people.map(({ person, name, limit, assigned }) => (
          <li key={person} className="grid max-w-2xl grid-cols-[minmax(10rem,1fr)_8rem_minmax(6rem,10rem)] items-end gap-4 border-b border-line py-2 last:border-0 max-sm:grid-cols-2">
            <Checkbox name="on" value={String(person)} defaultSelected={limit !== null}>{name}</Checkbox>
            <TextField name={`examinations-${person}`} label={t("examinations")} defaultValue={String(limit ?? 4)} inputMode="numeric" />
            <span className="pb-1.5 text-table text-ink-soft">{limit === null ? t("offDuty") : t("assigned", { assigned, limit })}</span>
          </li>
        ))}
      </ul>
    </ActionForm>
  );
}
