import { DEMO_PEOPLE } from "#db/seed/people";

/** Signs the demo's first officer in, or the other one of the same office; the cookies that requests then carry. */
export async function signedIn(house: string, which: 0 | 1 = 0): Promise<string> {
  const officer = DEMO_PEOPLE[which];
  const asked = await fetch(`${house}/api/auth/csrf`);
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const jar = cookiesOf(asked);
  const body = new URLSearchParams({ csrfToken, login: officer.login, password: officer.password, json: "true", callbackUrl: house });
  const answer = await fetch(`${house}/api/auth/callback/credentials`, { method: "POST", body, headers: { cookie: jar, origin: house }, redirect: "manual" });
  return `${jar}; ${cookiesOf(answer)}`;
}

function cookiesOf(response: Response): string {
  return response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ");
}
