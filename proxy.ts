import createMiddleware from "next-intl/middleware";
import { NextRequest, NextResponse } from "next/server";
import { PATH_HEADER } from "#lib/access/cookie";
import { crossSite } from "#lib/access/origin";
import { deskDocument } from "./app/document/desk.ts";
import { contentSecurityPolicy, mapOriginOf, STANDING_HEADERS } from "./app/headers.ts";
import { routing } from "./app/routing.ts";

const localised = createMiddleware(routing);
const developing = process.env.NODE_ENV === "development";

/** Every page passes here: forged requests are refused, the address gets its language, and the answer its nonce and headers. The desk's document is answered here at once where it is held. */
export async function proxy(request: NextRequest): Promise<Response> {
  if (crossSite(request.method, request.headers)) return new NextResponse(null, { status: 403, headers: STANDING_HEADERS });
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = contentSecurityPolicy(nonce, { mapOrigin: mapOriginOf(process.env["MAP_STYLE_URL"]), developing });
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  headers.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search);
  const drawnAnew = localised(new NextRequest(request, { headers }));
  const held = developing ? undefined : await deskDocument(request, nonce);
  const response = held ?? drawnAnew;
  if (held !== undefined) for (const cookie of drawnAnew.headers.getSetCookie()) held.headers.append("Set-Cookie", cookie);
  response.headers.set("Content-Security-Policy", policy);
  for (const [name, value] of Object.entries(STANDING_HEADERS)) response.headers.set(name, value);
  return response;
}

/** Pages only: the interface, EPCIS and public codes do their own checks, and their bodies must not be held in memory here. */
export const config = {
  matcher: ["/((?!api/|epcis|_next/|assets/|01/|00/|414/|[^/]+\\.\\w+$).*)"],
};
