import createNextIntlPlugin from "next-intl/plugin";
import type { NextConfig } from "next";
import { STANDING_HEADERS } from "./app/headers.ts";

const withIntl = createNextIntlPlugin("./app/request.ts");

const config: NextConfig = {
  output: "standalone",
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
  reactStrictMode: true,
  agentRules: false,
  headers: async () => [{ source: "/:path*", headers: Object.entries(STANDING_HEADERS).map(([key, value]) => ({ key, value })) }],
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["@node-rs/argon2", "postgres", "graphile-worker", "subset-font"],
};

export default withIntl(config);
