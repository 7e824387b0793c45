import type { Permission, Role } from "#lib/access/permission";
import { mayRole } from "#lib/access/permission";

/** A room of the house: its name in the messages, its address, and the permissions of which one opens it. */
export type Room = { readonly id: string; readonly href: string; readonly opens: readonly Permission[] };

const ROOMS = [
  { id: "desk", href: "/desk", opens: ["desk.read"] },
  { id: "imports", href: "/imports", opens: ["declaration.lodge"] },
  { id: "producers", href: "/producers", opens: ["capacity.read"] },
  { id: "certificates", href: "/certificates", opens: ["certificate.read"] },
  { id: "inspections", href: "/inspections", opens: ["examination.report"] },
  { id: "reports", href: "/inspections/reports", opens: ["inspection-report.submit"] },
  { id: "cases", href: "/cases", opens: ["case.read"] },
  { id: "questions", href: "/questions", opens: ["site.answer-question"] },
  { id: "dashboards", href: "/dashboards", opens: ["figure.read"] },
  { id: "alerts", href: "/alerts", opens: ["alert.manage"] },
  { id: "rules", href: "/rules", opens: ["rule.read"] },
  { id: "analysis", href: "/analysis", opens: ["analysis.read"] },
  { id: "feeds", href: "/feeds", opens: ["event.read"] },
  { id: "admin", href: "/admin/people", opens: ["people.manage"] },
  { id: "audit", href: "/admin/audit", opens: ["audit.read"] },
  { id: "api", href: "/docs/api", opens: ["master-data.read"] },
] as const satisfies readonly Room[];

export type RoomId = (typeof ROOMS)[number]["id"];

/** The rooms a role may enter, in the order of the rail. A partner's own room stands first. */
export function roomsOf(role: Role): readonly (Room & { readonly id: RoomId | "partner" })[] {
  const open = ROOMS.filter((room) => room.opens.some((permission) => mayRole(role, permission)));
  return role === "partner" ? [{ id: "partner", href: "/partner", opens: ["declaration.read"] }, ...open] : open;
}

/** Whether an address (without its language) lies in a room. */
export function isIn(room: Room, path: string): boolean {
  const inside = (base: string) => path === base || path.startsWith(`${base}/`);
  if (room.id === "desk") return inside("/desk") || inside("/consignments");
  if (room.id === "admin") return inside("/admin") && !inside("/admin/audit");
  return inside(room.href);
}
