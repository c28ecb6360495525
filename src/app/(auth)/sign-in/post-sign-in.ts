import type { SignInInput } from "#domain/user/schema.ts";

/** Signs in through next-auth's own endpoint: its token first, then the POST. Throws `{ code }` as the forms read it. */
export async function postSignIn(input: SignInInput): Promise<void> {
  const { csrfToken } = (await (await fetch("/api/auth/csrf")).json()) as { csrfToken: string };
  const { email, password, code = "" } = input;
  const reply = await fetch("/api/auth/callback/credentials", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, email, password, code, json: "true", callbackUrl: "/sign-in" }),
  });
  const { url } = (await reply.json().catch(() => ({}))) as { url?: string };
  const problem = url && new URL(url, window.location.origin).searchParams.get("error");
  if (problem || !reply.ok) throw { code: problem || "INTERNAL" };
}
