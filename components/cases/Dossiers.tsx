"use client";
import { Download, FileText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Part } from "#components/consignment/Part";
import { answered } from "../ui/answered.ts";
import { Button, buttonClass } from "#components/ui/Button";
import { useRefusalWords } from "#components/ui/refusal-words";
import { notify } from "#components/ui/Toast";
import { CopyHash } from "./CopyHash.tsx";
import type { CaseActs, CaseRights, DossierShown } from "./shown.ts";
import { stamped } from "./stamped.tsx";

/** Where a dossier's file is fetched; fetching it is recorded. */
function fileOf(id: number): string {
  return `/api/dossiers/${id}`;
}

/** The dossiers made of a case, the newest first, and the button that makes another. */
export function Dossiers({ number, dossiers, rights, act }: { readonly number: string; readonly dossiers: readonly DossierShown[]; readonly rights: CaseRights; readonly act: CaseActs["make"] }) {
  const t = useTranslations("dossier");
  const words = useRefusalWords();
  const title = useTranslations("cases.page")("dossiers");
  const [busy, start] = useTransition();
  const make = () =>
    start(async () => {
      const outcome = await answered(act(number));
      if (outcome.state === "refused") notify({ title: t("notMade"), detail: words(outcome), tone: "wrong" });
      if (outcome.state !== "done") return;
      const { id, pages, sources } = outcome.result;
      notify({ title: t("made", { number: outcome.result.number, pages, sources }), tone: "done", act: { label: t("download"), run: () => window.location.assign(fileOf(id)) } });
    });
  return (
    <Part id="dossiers" title={title}>
      {rights.has("make-dossier") ? (
        <Button look={dossiers.length === 0 ? "primary" : "quiet"} isDisabled={busy} icon={<FileText aria-hidden className="size-4" />} onPress={make}>
          {busy ? t("making") : t("make")}
        </Button>
      ) : null}
      {dossiers.length === 0 ? <p className="mt-3 text-table text-pretty text-ink-soft first:mt-0">{t("none")}</p> : null}
      <ol className="mt-3 flex flex-col divide-y divide-line first:mt-0">
        {dossiers.map((dossier, index) => (
          <li key={dossier.id} className="flex items-center gap-3 py-2">
            <span className="min-w-0 flex-1">
              <span className="font-medium">D{dossiers.length - index}</span> <span className="text-ink-soft">{t("pages", { pages: dossier.pages })}</span>
              <span className="block text-xs text-ink-faint">{t.rich("madeBy", { by: dossier.madeByName, at: stamped(dossier.madeAt) })}</span>
              <CopyHash hash={dossier.sha256} label={t("copyHash", { no: dossiers.length - index })} copied={t("hashCopied", { no: dossiers.length - index })} />
            </span>
            <a href={fileOf(dossier.id)} download className={buttonClass("quiet", "sm")} aria-label={t("downloadOne", { no: dossiers.length - index })}>
              <Download aria-hidden className="size-4" />
              PDF
            </a>
          </li>
        ))}
      </ol>
    </Part>
  );
}
