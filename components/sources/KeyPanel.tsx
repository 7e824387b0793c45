"use client";
import { useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { Timestamp } from "#components/ui/Timestamp";

/** A key of a source as it is listed; instants are RFC 3339. */
export type KeyShown = { readonly id: number; readonly since: string; readonly revokedAt: string | null };

/** The keys with which a source pushes: made, shown once with a line that sends a document, revoked. */
export function KeyPanel({
  code,
  keys,
  house,
  manages,
  issue,
  revoke,
}: {
  readonly code: string;
  readonly keys: readonly KeyShown[];
  readonly house: string;
  readonly manages: boolean;
  readonly issue: FormAction<string>;
  readonly revoke: FormAction;
}) {
  const t = useTranslations("sources");
  const named = <input type="hidden" name="code" value={code} />;
  return (
    <div className="flex flex-col gap-4">
      {keys.length === 0 ? <p className="text-ink-soft">{t("noKeys")}</p> : null}
      <ul className="flex flex-col gap-2">
        {keys.map((key) => (
          <li key={key.id} className={`flex flex-wrap items-center justify-between gap-2 text-table ${key.revokedAt === null ? "" : "text-ink-faint"}`}>
            <span>
              #{key.id}, {t.rich("keySince", { at: stamped(key.since) })}
              {key.revokedAt === null ? null : <>, {t.rich("keyRevoked", { at: stamped(key.revokedAt) })}</>}
            </span>
            {manages && key.revokedAt === null ? (
              <ActionForm action={revoke} submit={t("revoke")} look="danger">
                {named}
                <input type="hidden" name="id" value={key.id} />
              </ActionForm>
            ) : null}
          </li>
        ))}
      </ul>
      {manages ? (
        <ActionForm action={issue} submit={t("issueKey")} look={keys.some(({ revokedAt }) => revokedAt === null) ? "quiet" : "primary"} result={shownAt(house)}>
          {named}
        </ActionForm>
      ) : null}
    </div>
  );
}

const shownAt = (house: string) => (key: string) => <Shown value={key} house={house} />;

function Shown({ value, house }: { readonly value: string; readonly house: string }) {
  const t = useTranslations("sources");
  const line = [`curl -i -X POST "${house}/epcis/capture" \\`, `  -H "Authorization: Bearer ${value}" \\`, '  -H "Content-Type: application/json" \\', "  --data-binary @events.json"].join("\n");
  return (
    <div role="alert" className="flex flex-col gap-2 rounded-lg border border-green bg-green-soft p-3">
      <p className="font-medium">{t("keyShown")}</p>
      <code className="block font-mono text-table break-all select-all">{value}</code>
      <p className="text-table">{t("curlNote")}</p>
      <pre className="font-mono text-xs break-all whitespace-pre-wrap select-all">{line}</pre>
    </div>
  );
}

const stamped = (at: string) => {
  const stamp = <Timestamp at={at} />;
  return () => stamp;
};
