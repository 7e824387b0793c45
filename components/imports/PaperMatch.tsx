import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { Section } from "#components/access/Section";
import { disagreements } from "#lib/consignments/tradePaper";
import type { PaperDisagreement, Papers } from "#lib/consignments/tradePaper";

/** The three papers of each list, as far as the reader's own go, with every disagreement between them. */
export function PaperMatch({ papers }: { readonly papers: readonly Papers[] }) {
  const t = useTranslations("imports.papers");
  if (papers.length === 0) return null;
  return (
    <Section title={t("title")} note={t("own")}>
      <ul className="flex flex-col divide-y divide-line">
        {papers.map((one) => (
          <li key={one.list.number} className="grid gap-x-6 gap-y-1 py-2 text-table md:grid-cols-[16rem_minmax(0,1fr)]">
            <div>
              <span className="font-medium">{one.list.number}</span>
              <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-2 text-xs text-ink-faint">
                {(["order", "payment", "waybill"] as const).map((kind) => (
                  <div key={kind} className="contents">
                    <dt>{t(kind)}</dt>
                    <dd className="break-all">{one[kind]?.number ?? t("missing")}</dd>
                  </div>
                ))}
              </dl>
            </div>
            <Found found={disagreements(one)} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Found({ found }: { readonly found: readonly PaperDisagreement[] }) {
  const t = useTranslations("imports.papers");
  if (found.length === 0) {
    return (
      <span className="flex items-center gap-1 text-green">
        <CircleCheck aria-hidden className="size-3.5" />
        {t("agree")}
      </span>
    );
  }
  return (
    <ul className="flex flex-col gap-1">
      {found.map(({ about, item, first, second }) => (
        <li key={`${about} ${item ?? ""}`}>
          <span className="font-medium text-red">
            {t(`about.${about}`)}
            {item === null ? "" : ` ${item}`}
          </span>
          {[first, second].map((side) => (side === null ? null : <span key={side.kind} className="block text-ink-soft">{t("says", { paper: t(side.kind), number: side.number, says: side.says })}</span>))}
        </li>
      ))}
    </ul>
  );
}
