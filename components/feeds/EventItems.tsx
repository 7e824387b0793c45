import { useLocale, useTranslations } from "next-intl";
import type { ShownEvent } from "#lib/feeds/received";
import { sentSpellings, spellingsOf } from "#lib/feeds/spelling";
import { Link } from "../../app/navigation.ts";
import { amountWords } from "../desk/wording.ts";

/** What an event names, the part each plays, its quantity, and how else it is spelled. */
export function EventItems({ event }: { readonly event: ShownEvent }) {
  const [t, page, locale] = [useTranslations("feeds"), useTranslations("quarantine.eventPage"), useLocale()];
  const sent = sentSpellings(event.json);
  return (
    <ul className="flex flex-col gap-1 text-table">
      {event.items.map((item) => {
        const spellings = spellingsOf(item.item, sent.get(item.item) ?? []);
        return (
          <li key={`${item.role} ${item.item}`} className="grid gap-x-3 sm:grid-cols-[6rem_minmax(0,1fr)]">
            <span className="text-ink-faint">{t(`role.${item.role}`)}</span>
            <span className="min-w-0">
              <Link href={`/items?id=${encodeURIComponent(item.item)}`} className="font-mono break-all text-accent underline decoration-line-strong underline-offset-2">{item.item}</Link>
              {item.quantity === null ? null : <span className="ms-3">{amountWords(item.quantity, item.unit ?? "H87", locale)}</span>}
              {spellings.length === 0 ? null : (
                <details className="text-xs text-ink-soft">
                  <summary className="cursor-pointer text-ink-faint">{page("spellings")}</summary>
                  <dl className="my-1 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3">
                    {spellings.map(({ form, text }) => (
                      <div key={text} className="contents">
                        <dt className="text-ink-faint">{page(`spelling.${form}`)}</dt>
                        <dd>
                          <code className="font-mono break-all">{text}</code>
                        </dd>
                      </div>
                    ))}
                  </dl>
                </details>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
