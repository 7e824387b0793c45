"use client";
import { Bookmark, Columns3, Save, Trash2, Users } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { answered } from "../ui/answered.ts";
import { Button, buttonClass } from "#components/ui/Button";
import { Checkbox } from "#components/ui/Checkbox";
import { Dialog } from "#components/ui/Dialog";
import { MenuButton, MenuItem, MenuLine, MenuSection } from "#components/ui/Menu";
import { TextField } from "#components/ui/TextField";
import { notify } from "#components/ui/Toast";
import { useRefusalWords } from "#components/ui/refusal-words";
import { DEFAULT_VIEW, type DeskView } from "#lib/triage/view";
import { columnsKept, columnState, isColumn } from "./columns.ts";
import type { DeskActs } from "./acts.ts";

/** A view somebody saved, as the menu shows it. */
export type ViewKept = { readonly id: number; readonly name: string; readonly shared: boolean; readonly own: boolean; readonly ownerName: string; readonly ownerNameZh: string; readonly view: DeskView };

/** Saved views, own and shared: go to one, keep this one, take one away. */
export function ViewMenu({
  view,
  views,
  acts,
  office,
  onView,
}: {
  readonly view: DeskView;
  readonly views: readonly ViewKept[];
  readonly acts: DeskActs;
  readonly office: string | null;
  readonly onView: (view: DeskView) => void;
}) {
  const [t, locale] = [useTranslations("desk"), useLocale()];
  const [saving, setSaving] = useState(false);
  const icon = (one: ViewKept) => (one.shared ? <Users aria-hidden className="size-4" /> : <Bookmark aria-hidden className="size-4" />);
  const own = views.filter((one) => one.own);
  const shared = views.filter((one) => !one.own);
  return (
    <>
      <MenuButton
        label={t("views")}
        trigger={
          <AriaButton className={buttonClass("quiet")}>
            <Bookmark aria-hidden className="size-4" />
            {t("views")}
          </AriaButton>
        }
      >
        {office === null ? null : <MenuItem onAction={() => onView({ ...DEFAULT_VIEW, filter: { office: [office] } })}>{t("ownOfficeView")}</MenuItem>}
        <MenuItem onAction={() => onView(DEFAULT_VIEW)}>{t("everythingOpen")}</MenuItem>
        <MenuItem onAction={() => onView({ ...DEFAULT_VIEW, filter: { assignee: "me" } })}>{t("mine")}</MenuItem>
        <MenuItem onAction={() => onView({ filter: { overdue: true }, sort: "due", descending: false })}>{t("pastTime")}</MenuItem>
        {own.length === 0 ? null : (
          <MenuSection title={t("ownViews")}>
            {own.map((one) => (
              <MenuItem key={one.id} icon={icon(one)} onAction={() => onView(one.view)}>
                {one.name}
              </MenuItem>
            ))}
          </MenuSection>
        )}
        {shared.length === 0 ? null : (
          <MenuSection title={t("sharedViews")}>
            {shared.map((one) => (
              <MenuItem key={one.id} icon={icon(one)} note={locale === "en" ? one.ownerName : one.ownerNameZh} onAction={() => onView(one.view)}>
                {one.name}
              </MenuItem>
            ))}
          </MenuSection>
        )}
        <MenuLine />
        <MenuItem icon={<Save aria-hidden className="size-4" />} onAction={() => setSaving(true)}>
          {t("saveView")}
        </MenuItem>
      </MenuButton>
      {saving ? <SaveDialog view={view} own={own} acts={acts} onClose={() => setSaving(false)} /> : null}
    </>
  );
}

function SaveDialog({ view, own, acts, onClose }: { readonly view: DeskView; readonly own: readonly ViewKept[]; readonly acts: DeskActs; readonly onClose: () => void }) {
  const t = useTranslations("desk");
  const tu = useTranslations("ui");
  const words = useRefusalWords();
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const said = (outcome: Awaited<ReturnType<DeskActs["keepView"]>> | Awaited<ReturnType<DeskActs["dropView"]>>, title: string) => {
    if (outcome.state === "refused") notify({ title: words(outcome), tone: "wrong" });
    else notify({ title, tone: "done" });
  };
  const save = async () => {
    said(await answered(acts.keepView({ name, shared, view })), t("viewSaved", { name }));
    onClose();
  };
  return (
    <Dialog
      title={t("saveView")}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{tu("cancel")}</Button>
          <Button look="primary" isDisabled={name.trim() === ""} onPress={save}>
            {tu("save")}
          </Button>
        </>
      }
    >
      <TextField autoFocus label={t("viewName")} description={own.some((one) => one.name === name.trim()) ? t("viewReplaces") : t("viewHint")} value={name} onChange={setName} maxLength={80} />
      <Checkbox isSelected={shared} onChange={setShared}>
        {t("viewShared")}
      </Checkbox>
      {own.length === 0 ? null : (
        <ul className="flex flex-col divide-y divide-line border-t border-line pt-2">
          {own.map((one) => (
            <li key={one.id} className="flex items-center justify-between gap-2">
              <span className="truncate">{one.name}</span>
              <Button look="plain" size="sm" icon={<Trash2 aria-hidden className="size-4" />} onPress={async () => said(await answered(acts.dropView({ id: one.id })), t("viewDropped", { name: one.name }))}>
                {t("dropView")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

/** Which columns are shown. */
export function ColumnMenu({ view, onView }: { readonly view: DeskView; readonly onView: (view: DeskView) => void }) {
  const t = useTranslations("desk");
  const state = columnState(view);
  return (
    <MenuButton
      label={t("columns")}
      trigger={
        <AriaButton aria-label={t("columns")} className={`${buttonClass("quiet", "icon")} max-sm:hidden`}>
          <Columns3 aria-hidden className="size-4" />
        </AriaButton>
      }
    >
      {state.columnOrder.filter(isColumn).map((id) => (
        <MenuItem
          key={id}
          icon={
            <span aria-hidden className="w-4 text-accent">
              {state.columnVisibility[id] ? "✓" : ""}
            </span>
          }
          onAction={() => onView({ ...view, columns: columnsKept({ ...state, columnVisibility: { ...state.columnVisibility, [id]: !state.columnVisibility[id] } }) })}
        >
          {t(`column.${id}`)}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem onAction={() => onView({ ...view, columns: undefined })}>{t("columnsAsFirst")}</MenuItem>
    </MenuButton>
  );
}
