"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Autocomplete } from "react-aria-components/Autocomplete";
import { Dialog } from "react-aria-components/Dialog";
import { Header, Menu, MenuItem, MenuSection } from "react-aria-components/Menu";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { Input, SearchField } from "react-aria-components/SearchField";
import { RoomIcon } from "#components/frame/RoomIcon";
import { KeyCaps } from "#components/keys/KeysSheet";
import { useAllKeys } from "#components/keys/Keys";
import { Button } from "#components/ui/Button";
import type { Role } from "#lib/access/permission";
import { useRouter } from "../../app/navigation.ts";
import { roomsOf } from "../frame/rooms.ts";
import { useFound, usePages } from "./found.ts";

const OPEN = "tallyhouse:palette";

/** Opens the palette. */
export function openPalette(): void {
  window.dispatchEvent(new Event(OPEN));
}

/** ⌘K: finds anything by number or name, any page, and any act of this screen. */
export function Palette({ role }: { readonly role: Role }) {
  const t = useTranslations("frame");
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const show = () => setOpen(true);
    window.addEventListener(OPEN, show);
    return () => window.removeEventListener(OPEN, show);
  }, []);
  return (
    <ModalOverlay isOpen={open} onOpenChange={setOpen} isDismissable className="fixed inset-0 z-50 flex justify-center bg-scrim p-0 sm:items-start sm:p-6 sm:pt-[12vh]">
      <Modal className="animate-settle h-full w-full border-line bg-raised shadow-float sm:h-auto sm:max-w-xl sm:rounded-lg sm:border">
        <Dialog aria-label={t("palette.label")} className="flex h-full max-h-dvh flex-col outline-none sm:max-h-[70dvh]">
          {({ close }) => <Finder role={role} close={close} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Finder({ role, close }: { readonly role: Role; readonly close: () => void }) {
  const [t, tu] = [useTranslations("frame"), useTranslations("ui")];
  const router = useRouter();
  const { groups } = useAllKeys();
  const [text, setText] = useState("");
  const { found, state } = useFound(text);
  const matches = (label: string) => label.toLowerCase().includes(text.trim().toLowerCase());
  const pages = usePages(text, role);
  const rooms = text.trim() === "" ? roomsOf(role) : [];
  const acts = groups.flatMap((group) => group.acts).filter((act) => act.enabled !== false && !act.id.startsWith("go-") && act.id !== "palette" && matches(act.label));
  const go = (href: string) => {
    close();
    router.push(href);
  };
  return (
    <Autocomplete inputValue={text} onInputChange={setText}>
      <SearchField aria-label={t("palette.label")} autoFocus className="flex items-center border-b border-line">
        <Input placeholder={t("palette.hint")} className="h-12 w-full bg-transparent px-4 text-lg outline-none placeholder:text-ink-faint [&::-webkit-search-cancel-button]:hidden" />
        <span className="shrink-0 pe-2 sm:hidden">
          <Button slot={null} look="plain" onPress={close}>{tu("cancel")}</Button>
        </span>
      </SearchField>
      <Menu aria-label={t("palette.label")} className="min-h-0 flex-1 overflow-auto p-2 outline-none" renderEmptyState={() => <p className="px-3 py-6 text-center text-ink-soft">{t(`palette.${state}`)}</p>}>
        {found.map((group) => (
          <MenuSection key={group.kind} id={group.kind}>
            <Header className={HEAD}>{t(`palette.kind.${group.kind}`)}</Header>
            {group.items.map((item, index) => (
              <MenuItem key={`${index} ${item.href}`} id={`${group.kind}:${index}:${item.href}`} textValue={item.title} className={ITEM} onAction={() => go(item.href)}>
                <span className="truncate">{item.title}</span>
                <span className="ms-auto truncate ps-4 text-table text-ink-faint">{item.note}</span>
              </MenuItem>
            ))}
          </MenuSection>
        ))}
        {pages.length === 0 ? null : (
          <MenuSection id="pages">
            <Header className={HEAD}>{t("palette.pages")}</Header>
            {pages.map((page) => (
              <MenuItem key={page.id} id={`page:${page.id}`} textValue={page.name} className={ITEM} onAction={() => go(page.href)}>
                <span className="truncate">{page.name}</span>
                <span className="ms-auto truncate ps-4 text-table text-ink-faint">{page.href}</span>
              </MenuItem>
            ))}
          </MenuSection>
        )}
        {rooms.length === 0 ? null : (
          <MenuSection id="rooms">
            <Header className={HEAD}>{t("rooms")}</Header>
            {rooms.map((room) => (
              <MenuItem key={room.id} id={`room:${room.id}`} textValue={t(`room.${room.id}`)} className={ITEM} onAction={() => go(room.href)}>
                <RoomIcon id={room.id} />
                {t(`room.${room.id}`)}
              </MenuItem>
            ))}
          </MenuSection>
        )}
        {acts.length === 0 ? null : (
          <MenuSection id="acts">
            <Header className={HEAD}>{t("palette.acts")}</Header>
            {acts.map((act) => (
              <MenuItem
                key={act.id}
                id={`act:${act.id}`}
                textValue={act.label}
                className={ITEM}
                onAction={() => {
                  close();
                  act.run();
                }}
              >
                {act.label}
                <span className="ms-auto">
                  <KeyCaps keys={act.keys} />
                </span>
              </MenuItem>
            ))}
          </MenuSection>
        )}
      </Menu>
    </Autocomplete>
  );
}

const HEAD = "px-2 pt-2 pb-1 text-xs font-medium text-ink-faint";
const ITEM = "flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 outline-none data-[focused]:bg-hover";
