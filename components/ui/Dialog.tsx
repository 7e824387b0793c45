"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { KeyboardEvent, ReactNode } from "react";
import { Dialog as AriaDialog, Heading } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { IconButton } from "./Button.tsx";

const WIDTH = { sm: "max-w-md", md: "max-w-xl", lg: "max-w-3xl" } as const;

export type DialogProps = {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly children: ReactNode;
  /** Buttons at the foot, the chosen one last. */
  readonly actions?: ReactNode;
  readonly size?: keyof typeof WIDTH;
};

/** ⌘ or Ctrl with Enter does what the dialog asks about: its last button, or what its form sends. */
function confirm(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "Enter" || (!event.metaKey && !event.ctrlKey) || event.defaultPrevented) return;
  const dialog = event.currentTarget;
  const chosen = [...dialog.querySelectorAll<HTMLButtonElement>("[data-actions] button")].at(-1);
  if (chosen === undefined && dialog.querySelector("form") === null) return;
  event.preventDefault();
  if (chosen === undefined) dialog.querySelector("form")?.requestSubmit();
  else chosen.click();
}

/** A question that has to be answered before going on. On a phone it stands at the bottom of the screen. */
export function Dialog({ title, isOpen, onOpenChange, children, actions, size = "sm" }: DialogProps) {
  const t = useTranslations("ui");
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={onOpenChange} isDismissable className="fixed inset-0 z-50 flex items-end justify-center bg-scrim p-0 sm:items-center sm:p-6">
      <Modal className={`animate-settle w-full ${WIDTH[size]} max-h-[92dvh] rounded-t-lg border border-line bg-raised shadow-float sm:rounded-lg`}>
        <AriaDialog className="outline-none">
          {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- a shortcut for the keyboard to a button that stands below */}
          <div onKeyDown={confirm} className="flex max-h-[92dvh] flex-col">
            <div className="flex items-center justify-between gap-4 border-b border-line py-2 ps-5 pe-3">
              <Heading slot="title" className="text-lg font-semibold">
                {title}
              </Heading>
              <IconButton slot="close" label={t("close")}>
                <X aria-hidden className="size-4" />
              </IconButton>
            </div>
            <div className="flex min-h-0 flex-col gap-4 overflow-auto px-5 py-4">{children}</div>
            {actions === undefined ? null : <div data-actions className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-5 py-3">{actions}</div>}
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
