import { headers } from "next/headers";

/** The address under which this house was asked for. */
export async function addressOfHouse(): Promise<string> {
  const sent = await headers();
  return `${sent.get("x-forwarded-proto") ?? "http"}://${sent.get("x-forwarded-host") ?? sent.get("host") ?? "localhost:3000"}`;
}
