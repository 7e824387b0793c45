import type { AuthOptions, User } from "next-auth";
import type { OAuthConfig } from "next-auth/providers/oauth";
import CredentialsProvider from "next-auth/providers/credentials";
import { signIn, signInByProvider, type Origin } from "#lib/access/commands/sign-in";
import { addressOf } from "#lib/access/address";
import { cameSecurely, sessionCookie } from "#lib/access/cookie";
import { SESSION_HOURS } from "#lib/access/lifetime";
import { Refusal } from "#lib/access/refusal";

type Claims = { readonly sub: string; readonly email?: string; readonly email_verified?: boolean };

/** The single sign-on as configured by `OIDC_ISSUER`, `OIDC_CLIENT_ID` and `OIDC_CLIENT_SECRET`; undefined when it is not. */
export function singleSignOn(env: NodeJS.ProcessEnv): { readonly name: string; readonly issuer: string; readonly id: string; readonly secret: string } | undefined {
  const [issuer, id, secret] = [env["OIDC_ISSUER"]?.replace(/\/$/, ""), env["OIDC_CLIENT_ID"], env["OIDC_CLIENT_SECRET"]];
  return issuer && id && secret ? { name: env["OIDC_NAME"] || "OIDC", issuer, id, secret } : undefined;
}

/**
 * How next-auth serves one request. Its session cookie holds the random id of a row in `sessions` and nothing else: the row is what
 * counts on each request, and ending it ends the session. Errors travel as the code of the refusal.
 */
export function authOptions(request: Request): AuthOptions {
  const secure = cameSecurely(request.headers);
  const from: Origin = { address: addressOf(request.headers), agent: request.headers.get("user-agent") ?? "" };
  return {
    providers: [byPassword(from), ...byProvider()],
    pages: { signIn: "/sign-in", error: "/sign-in" },
    session: { strategy: "jwt", maxAge: SESSION_HOURS * 3600 },
    jwt: { encode: ({ token }) => (typeof token?.["session"] === "string" ? token["session"] : ""), decode: ({ token }) => (token ? { session: token } : null) },
    useSecureCookies: secure,
    cookies: { sessionToken: { name: sessionCookie(secure), options: { httpOnly: true, sameSite: "lax", path: "/", secure } } },
    callbacks: {
      signIn: async ({ user, account, profile }) => account?.provider !== "oidc" || (await vouched(user, profile as Claims | undefined, from)),
      jwt: ({ token, user }) => (user ? { session: user.id } : token),
    },
  };
}

function byPassword(from: Origin): ReturnType<typeof CredentialsProvider> {
  return CredentialsProvider({
    credentials: { login: {}, password: {}, code: {} },
    authorize: async (sent) => {
      const { login = "", password = "", code } = sent ?? {};
      return { id: await opened(() => signIn({ login: login.slice(0, 200), password: password.slice(0, 400), code, ...from })) };
    },
  });
}

function byProvider(): OAuthConfig<Claims>[] {
  const sso = singleSignOn(process.env);
  if (!sso) return [];
  return [
    {
      id: "oidc",
      name: sso.name,
      type: "oauth",
      wellKnown: `${sso.issuer}/.well-known/openid-configuration`,
      clientId: sso.id,
      clientSecret: sso.secret,
      authorization: { params: { scope: "openid email profile" } },
      idToken: true,
      checks: ["pkce", "state", "nonce"],
      profile: (claims) => ({ id: claims.sub }),
    },
  ];
}

/** Opens the session of whom the provider vouches for; next-auth takes the session's random id over from the user it made. */
async function vouched(user: User, claims: Claims | undefined, from: Origin): Promise<boolean> {
  const sso = singleSignOn(process.env);
  if (!sso || !claims) return false;
  const email = claims.email_verified === true ? claims.email : undefined;
  user.id = await opened(() => signInByProvider({ subject: `${sso.issuer}|${claims.sub}`, email, ...from }));
  return true;
}

async function opened(work: () => Promise<{ readonly token: string }>): Promise<string> {
  try {
    return (await work()).token;
  } catch (error) {
    if (!(error instanceof Refusal)) console.error("sign-in:", error);
    throw new Error(error instanceof Refusal ? [error.code, error.facts["minutes"]].filter((part) => part !== undefined).join(":") : "unexpected", { cause: error });
  }
}
