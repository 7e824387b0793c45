import { z } from "zod";
import type { Operation } from "../kernel/operation.ts";

export const health: Operation = {
  id: "health",
  method: "GET",
  path: "/api/health",
  group: "house",
  admission: "public",
  summary: { en: "Whether this process is up", zh: "本进程是否在运行" },
  answers: { 200: { says: { en: "Up", zh: "在运行" }, schema: z.strictObject({ status: z.literal("up") }) } },
};

const readinessAnswer = z.strictObject({ status: z.enum(["ready", "not-ready"]), database: z.enum(["reachable", "unreachable"]), schema: z.enum(["migrated", "behind", "unknown"]) });

export const ready: Operation = {
  id: "ready",
  method: "GET",
  path: "/api/ready",
  group: "house",
  admission: "public",
  summary: { en: "Whether this process can serve: the database answers and is migrated", zh: "本进程能否提供服务：数据库可达且已完成迁移" },
  answers: {
    200: { says: { en: "Can serve", zh: "可以提供服务" }, schema: readinessAnswer },
    503: { says: { en: "Cannot serve yet, and why", zh: "尚不能提供服务及其原因" }, schema: readinessAnswer },
  },
};

export const metrics: Operation = {
  id: "metrics",
  method: "GET",
  path: "/api/metrics",
  group: "house",
  admission: "public",
  summary: { en: "Metrics in Prometheus text: from the machine itself, or with an administrator's key", zh: "Prometheus 文本格式的指标：仅限本机访问，或使用管理员密钥" },
  answers: { 200: { says: { en: "The figures", zh: "指标" }, contentType: "text/plain" } },
  refusals: ["metrics-not-here"],
};

export const openapi: Operation = {
  id: "openapi",
  method: "GET",
  path: "/api/openapi.json",
  group: "house",
  admission: "public",
  summary: { en: "This description, as OpenAPI 3.1", zh: "本接口的 OpenAPI 3.1 描述" },
  answers: { 200: { says: { en: "The description", zh: "接口描述" }, contentType: "application/json" } },
};
