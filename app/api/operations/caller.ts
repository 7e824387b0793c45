import { z } from "zod";
import { PERMISSIONS, ROLES, type Permission } from "#lib/access/permission";
import type { Operation } from "../kernel/operation.ts";

const permissions = Object.keys(PERMISSIONS) as [Permission, ...Permission[]];

const meAnswer = z.strictObject({
  kind: z.enum(["person", "key"]),
  name: z.string(),
  role: z.enum(ROLES),
  organisation: z.strictObject({ code: z.string(), name: z.strictObject({ en: z.string(), zh: z.string() }) }),
  permissions: z.array(z.enum(permissions)),
});

export const getMe: Operation = {
  id: "getMe",
  method: "GET",
  path: "/api/v1/me",
  group: "caller",
  admission: "signed-in",
  summary: { en: "Who this key or session is, and what it may do", zh: "当前密钥或会话的身份与权限" },
  answers: { 200: { says: { en: "The caller", zh: "调用者" }, schema: meAnswer } },
};
