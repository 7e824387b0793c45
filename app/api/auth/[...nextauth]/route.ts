import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { authOptions } from "../options.ts";

type Context = { readonly params: Promise<{ nextauth: string[] }> };

/** What of next-auth is used; the rest (its session, its own pages, its log) is closed. */
const OPEN = { GET: ["csrf", "signin", "callback", "error"], POST: ["signin", "callback"] } as const;

// The address of this house is what the request says it is, unless NEXTAUTH_URL names one.
process.env["AUTH_TRUST_HOST"] ??= "true";

/** Serves next-auth. A refused sign-in is an ordinary answer whose address carries the code, so a browser logs no failed load. */
async function handle(request: NextRequest, context: Context): Promise<Response> {
  const [action = ""] = (await context.params).nextauth;
  const open: readonly string[] = request.method === "POST" ? OPEN.POST : OPEN.GET;
  if (!open.includes(action)) return new Response(null, { status: 404 });
  const answer: unknown = await NextAuth(request, context, authOptions(request));
  if (!(answer instanceof Response)) throw new TypeError("next-auth gave no answer.");
  return answer.status === 401 ? new Response(answer.body, { status: 200, headers: answer.headers }) : answer;
}

export { handle as GET, handle as POST };
