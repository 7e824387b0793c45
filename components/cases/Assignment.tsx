import { useTranslations } from "next-intl";
import { Part } from "#components/consignment/Part";
import { Select } from "#components/ui/Select";
import { ActionForm } from "../access/ActionForm.tsx";
import type { CaseActs, CaseHead, CaseRights, PersonShown } from "./shown.ts";

export const NOBODY = "nobody";

/** Who has a case, and giving it to somebody who may work on it. */
export function Assignment({
  head,
  people,
  person,
  rights,
  act,
}: {
  readonly head: CaseHead;
  readonly people: readonly PersonShown[];
  readonly person: number;
  readonly rights: CaseRights;
  readonly act: CaseActs["assignTo"];
}) {
  const t = useTranslations("cases.assign");
  const workers = people.filter((one) => one.works);
  const mine = head.assigneeId !== person && workers.some((one) => one.id === person);
  return (
    <Part id="assignment" title={t("to")}>
      {rights.has("assign") ? (
        <div className="flex flex-col gap-3">
          <ActionForm key={head.assigneeId ?? NOBODY} action={act} submit={t("give")} look="quiet" layout="row">
            <input type="hidden" name="number" value={head.number} />
            <span className="min-w-40 flex-1">
              <Select
                name="assignee"
                label={t("to")}
                hideLabel
                defaultValue={String(head.assigneeId ?? NOBODY)}
                options={[{ id: NOBODY, label: t("nobody") }, ...workers.map((one) => ({ id: String(one.id), label: one.name, note: one.login }))]}
              />
            </span>
          </ActionForm>
          {mine ? (
            <ActionForm action={act} submit={t("toMe")} look="plain">
              <input type="hidden" name="number" value={head.number} />
              <input type="hidden" name="assignee" value="me" />
            </ActionForm>
          ) : null}
        </div>
      ) : (
        <p>{head.assigneeName ?? t("nobody")}</p>
      )}
    </Part>
  );
}
