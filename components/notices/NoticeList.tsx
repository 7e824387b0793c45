"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Timestamp } from "#components/ui/Timestamp";
import { Link } from "../../app/navigation.ts";
import type { Outcome } from "../../app/outcome.ts";

export type NoticeListed = { readonly id: number; readonly kind: string; readonly title: string; readonly body: string; readonly href: string; readonly at: string; readonly read: boolean };

/** Notices, newest first; what is unread is marked by a word and a dot. Following one marks it read. */
export function NoticeList({ notices, act }: { readonly notices: readonly NoticeListed[]; readonly act: (id: number) => Promise<Outcome<number>> }) {
  const t = useTranslations("notices");
  const [followed, setFollowed] = useState<ReadonlySet<number>>(new Set());
  const follow = (id: number): void => {
    setFollowed((before) => new Set(before).add(id));
    void act(id);
  };
  return (
    <ul className="panel divide-y divide-line">
      {notices.map(({ id, kind, title, body, href, at, read }) => {
        const unread = !read && !followed.has(id);
        return (
          <li key={id} className="flex gap-3 px-4 py-3">
            <span aria-hidden className={`mt-2 size-2 shrink-0 rounded-full ${unread ? "bg-accent" : "bg-transparent"}`} />
            <div className="min-w-0 flex-1">
              <Link href={href} onClick={() => follow(id)} className={`block w-fit text-pretty text-ink underline decoration-line-strong underline-offset-2 hover:decoration-ink ${unread ? "font-semibold" : ""}`}>
                {unread ? <span className="sr-only">{t("unread")} </span> : null}
                {title}
              </Link>
              {body === "" ? null : <p className="text-table text-pretty text-ink-soft">{body}</p>}
              <p className="text-xs text-ink-faint">{t.has(`kind.${kind}`) ? t(`kind.${kind}`) : kind} · <Timestamp at={at} /></p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
