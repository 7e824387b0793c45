import type { APIRequestContext } from "playwright";

/** A person of the demo who can sign in. */
export type Visitor = { readonly login: string; readonly password: string };

/** Signs a person in over the same calls as the form, so that the request's cookies hold the session. Throws when the house does not let them in. */
export async function enter(request: APIRequestContext, house: string, { login, password }: Visitor): Promise<void> {
  const { csrfToken } = (await (await request.get(`${house}/api/auth/csrf`)).json()) as { csrfToken: string };
  const answer = await request.post(`${house}/api/auth/callback/credentials`, {
    form: { csrfToken, login, password, json: "true", callbackUrl: house },
    headers: { origin: house },
  });
  const { url } = (await answer.json()) as { url?: string };
  if (!answer.ok() || url === undefined || /[?&]error=/.test(url)) throw new Error(`${login} could not sign in at ${house}: ${answer.status()} ${url ?? ""}`);
}
