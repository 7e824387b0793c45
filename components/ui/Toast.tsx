"use client";
import { Check, CircleAlert, Info, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { UNSTABLE_Toast as AriaToast, UNSTABLE_ToastContent as ToastContent, UNSTABLE_ToastQueue as ToastQueue, UNSTABLE_ToastRegion as ToastRegion, Text } from "react-aria-components/Toast";
import { Button, IconButton } from "./Button.tsx";

/** A word on what just happened; `act` offers one thing to do about it, such as undoing it. */
export type Notice = {
  readonly title: string;
  readonly detail?: string | undefined;
  readonly tone: "done" | "wrong" | "note";
  readonly act?: { readonly label: string; readonly keys?: string; readonly run: () => void } | undefined;
};

const queue = new ToastQueue<Notice>({ maxVisibleToasts: 3 });
const ICON = { done: Check, wrong: CircleAlert, note: Info } as const;
const TONE = { done: "text-green", wrong: "text-red", note: "text-blue" } as const;

/** Shows a notice: five seconds, ten when there is something to do about it, until closed when something went wrong. Hands back how to take it away. */
export function notify(notice: Notice): () => void {
  const lasts = notice.act ? 10_000 : 5_000;
  const key = queue.add(notice, notice.tone === "wrong" ? {} : { timeout: lasts });
  return () => queue.close(key);
}

/** Where notices appear; stands once in the frame. Acts stand below on a phone, in bars at the foot and in panels at the end of a wide screen: notices keep clear of them. */
export function Notices() {
  const t = useTranslations("ui");
  return (
    <ToastRegion queue={queue} aria-label={t("notices")} className="fixed inset-x-3 top-14 z-[60] flex flex-col gap-2 outline-none sm:start-20 sm:end-auto sm:top-auto sm:bottom-14 sm:w-96 print:hidden">
      {({ toast }) => {
        const Icon = ICON[toast.content.tone];
        const { act } = toast.content;
        return (
          <AriaToast toast={toast} className="animate-settle flex items-start gap-3 rounded-lg border border-line-strong bg-raised p-3 shadow-float">
            <Icon aria-hidden className={`mt-1.5 size-4 shrink-0 ${TONE[toast.content.tone]}`} />
            <ToastContent className="flex min-w-0 flex-1 flex-col py-1">
              <Text slot="title" className="font-medium">
                {toast.content.title}
              </Text>
              {toast.content.detail === undefined ? null : (
                <Text slot="description" className="text-table text-ink-soft">
                  {toast.content.detail}
                </Text>
              )}
            </ToastContent>
            {act === undefined ? null : (
              <Button
                size="sm"
                {...(act.keys === undefined ? {} : { keys: act.keys })}
                onPress={() => {
                  act.run();
                  queue.close(toast.key);
                }}
              >
                {act.label}
              </Button>
            )}
            <IconButton slot="close" label={t("close")}>
              <X aria-hidden className="size-4" />
            </IconButton>
          </AriaToast>
        );
      }}
    </ToastRegion>
  );
}
