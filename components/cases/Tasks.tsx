import { useTranslations } from "next-intl";
import { Part } from "#components/consignment/Part";
import { Select } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import { ActionForm } from "../access/ActionForm.tsx";
import { More } from "./More.tsx";
import type { CaseActs, CaseRights, PersonShown, TaskShown } from "./shown.ts";
import { TaskBox } from "./TaskBox.tsx";
import { stamped } from "./stamped.tsx";

export const ANYBODY = "anybody";

/** What is still to be done on a case, by whom and until when; done tasks stay and say who did them. */
export function Tasks({
  number,
  tasks,
  people,
  rights,
  today,
  acts,
}: {
  readonly number: string;
  readonly tasks: readonly TaskShown[];
  readonly people: readonly PersonShown[];
  readonly rights: CaseRights;
  readonly today: string;
  readonly acts: Pick<CaseActs, "tick" | "giveTask">;
}) {
  const t = useTranslations("cases");
  const may = rights.has("add-task");
  return (
    <Part id="tasks" title={t("page.tasks")}>
      {tasks.length === 0 ? <p className="text-table text-ink-soft">{t("task.none")}</p> : null}
      <ul className="flex flex-col gap-2.5">
        {tasks.map((task) => (
          <li key={task.id}>
            <TaskBox number={number} task={task.id} done={task.done} disabled={!may} act={acts.tick}>
              <span className={`min-w-0 ${task.done ? "text-ink-faint line-through" : ""}`}>{task.title}</span>
            </TaskBox>
            <p className="ms-6 text-xs text-ink-faint">
              <TaskState task={task} today={today} />
            </p>
          </li>
        ))}
      </ul>
      {may ? (
        <More label={t("task.add")}>
          <ActionForm action={acts.giveTask} submit={t("task.add")} look="quiet" clears draft={`task ${number}`}>
            <input type="hidden" name="number" value={number} />
            <TextField name="title" label={t("task.title")} maxLength={300} isRequired />
            <Select
              name="assignee"
              label={t("task.assignee")}
              defaultValue={ANYBODY}
              options={[{ id: ANYBODY, label: t("task.anybody") }, ...people.map((person) => ({ id: String(person.id), label: person.name, note: person.login }))]}
            />
            <TextField name="dueOn" type="date" label={t("task.due")} />
          </ActionForm>
        </More>
      ) : null}
    </Part>
  );
}

function TaskState({ task, today }: { readonly task: TaskShown; readonly today: string }) {
  const t = useTranslations("cases.task");
  if (task.done) return <>{t.rich("doneBy", { by: task.doneByName ?? "", at: stamped(task.doneAt) })}</>;
  const late = task.dueOn !== null && task.dueOn < today;
  const on = task.dueOn ?? "";
  return (
    <>
      {task.assigneeName ?? t("anybody")}
      {task.dueOn === null ? null : <span className={late ? "font-medium text-red" : ""}> · {late ? t("overdue", { on }) : t("dueOn", { on })}</span>}
    </>
  );
}
