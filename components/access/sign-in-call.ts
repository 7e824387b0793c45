/** What came of asking to be let in: on to an address, a refusal by code, or no answer at all. */
export type Answer = { readonly kind: "none" } | { readonly kind: "go"; readonly to: string } | { readonly kind: "refused"; readonly code: string; readonly minutes: number } | { readonly kind: "offline" };

/** Asks to be let in. For the single sign-on the answer is the provider's address. */
export async function askedOf(provider: "credentials" | "oidc", fields: Readonly<Record<string, string>>, next: string): Promise<Answer> {
  try {
    const { csrfToken } = (await (await fetch("/api/auth/csrf", { cache: "no-store" })).json()) as { csrfToken: string };
    const action = provider === "credentials" ? "callback/credentials" : "signin/oidc";
    const body = new URLSearchParams({ ...fields, csrfToken, callbackUrl: next, json: "true" });
    const response = await fetch(`/api/auth/${action}`, { method: "POST", body });
    const { url } = (await response.json()) as { url: string };
    return answerOf(url);
  } catch {
    return { kind: "offline" };
  }
}

/** Reads where next-auth would send the browser: its error page carries the code of the refusal. */
export function answerOf(url: string): Answer {
  const { pathname, searchParams } = new URL(url, "http://house.invalid");
  const error = searchParams.get("error");
  if (error === null) return pathname.startsWith("/api/auth/") ? { kind: "refused", code: "unexpected", minutes: 0 } : { kind: "go", to: url };
  const [code = "", minutes = "0"] = error.split(":");
  return { kind: "refused", code: /^[a-z][a-z-]*$/.test(code) ? code : "unexpected", minutes: Number(minutes) };
}
