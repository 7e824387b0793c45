import {
  BadgeCheck,
  BellRing,
  BookOpenText,
  BriefcaseBusiness,
  ClipboardCheck,
  ChartColumn,
  Factory,
  FileCheck,
  FileInput,
  ListChecks,
  MessageCircleQuestionMark,
  PackageOpen,
  Rss,
  ScrollText,
  Settings2,
  ShieldAlert,
  Sigma,
} from "lucide-react";
import type { roomsOf } from "./rooms.ts";

const ICON = {
  desk: ListChecks,
  producers: Factory,
  certificates: BadgeCheck,
  inspections: ClipboardCheck,
  cases: BriefcaseBusiness,
  questions: MessageCircleQuestionMark,
  imports: FileInput,
  reports: FileCheck,
  dashboards: ChartColumn,
  alerts: BellRing,
  rules: ShieldAlert,
  analysis: Sigma,
  feeds: Rss,
  admin: Settings2,
  audit: ScrollText,
  api: BookOpenText,
  partner: PackageOpen,
} as const satisfies Record<ReturnType<typeof roomsOf>[number]["id"], unknown>;

/** The picture of a room in the rail and the palette. */
export function RoomIcon({ id }: { readonly id: keyof typeof ICON }) {
  const Icon = ICON[id];
  return <Icon aria-hidden className="size-4.5 shrink-0" />;
}
