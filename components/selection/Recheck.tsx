import { useTranslations } from "next-intl";
import { DataList } from "#components/ui/DataList";
import { Tag } from "#components/ui/Tag";
import { Timestamp } from "#components/ui/Timestamp";
import { commitmentOf } from "#lib/triage/draw";
import type { Recheck as Found } from "#lib/triage/drawn";

type Props = {
  readonly draw: { readonly commitment: string; readonly committedAt: Date; readonly late: boolean; readonly seed: string | null; readonly revealedAt: Date | null };
  readonly recheck: Found | undefined;
  readonly example: string | undefined;
};

/** What was committed and when, the seed once it is shown, whether one is the hash of the other, and how to compute it elsewhere. */
export function Recheck({ draw, recheck, example }: Props) {
  const t = useTranslations("selection.draw");
  return (
    <div className="flex flex-col gap-4">
      <DataList
        data={[
          { label: t("commitment"), value: <code className="break-all">{draw.commitment}</code> },
          { label: t("committed"), value: <span className="flex flex-wrap items-center gap-2"><Timestamp at={draw.committedAt.toISOString()} />{draw.late ? <Tag tone="yellow">{t("late")}</Tag> : <Tag tone="green">{t("inTime")}</Tag>}</span> },
          { label: t("seed"), value: draw.seed === null ? t("secret") : <code className="break-all">{draw.seed}</code> },
          ...(draw.seed === null
            ? []
            : [
                {
                  label: t("hashed"),
                  value: (
                    <span className="flex flex-wrap items-center gap-2">
                      <code className="break-all">{commitmentOf(draw.seed)}</code>
                      {recheck?.seedMatches === true ? <Tag tone="green">{t("matches")}</Tag> : <Tag tone="red">{t("differs")}</Tag>}
                    </span>
                  ),
                },
              ]),
          ...(draw.revealedAt === null ? [] : [{ label: t("revealed"), value: <Timestamp at={draw.revealedAt.toISOString()} /> }]),
        ]}
      />
      {recheck === undefined || recheck.wrong.length === 0 ? null : <p className="rounded-md bg-red-soft px-3 py-2 text-red">{t("wrong", { numbers: recheck.wrong.slice(0, 20).join(", ") })}</p>}
      <details>
        <summary className="w-fit cursor-pointer text-ink-soft hover:text-ink">{t("how")}</summary>
        <p className="mt-2 max-w-3xl text-table text-pretty">{t("howWords")}</p>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard (WCAG 2.1.1) */}
        <pre tabIndex={0} aria-label={t("how")} className="mt-2 overflow-x-auto rounded-md bg-sunken p-3 text-xs">{commands(draw.seed ?? "<seed>", example ?? "<number>")}</pre>
      </details>
    </div>
  );
}

function commands(seed: string, number: string): string {
  return `printf %s '${seed}' | openssl dgst -sha256\nprintf %s '${number}' | openssl dgst -sha256 -hmac '${seed}'`;
}
