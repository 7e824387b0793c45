import createNextIntlPlugin from "next-intl/plugin";
import type { NextConfig } from "next";

const withIntl = createNextIntlPlugin("./app/request.ts");

const config: NextConfig = {
  output: "standalone",
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
  reactStrictMode: true,
  agentRules: false,
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["@node-rs/argon2", "postgres", "graphile-worker", "subset-font"],
};

export default withIntl(config);
