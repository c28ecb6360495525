import { makeChallenge } from "#lib/captcha.ts";

export const dynamic = "force-dynamic";

/** A fresh proof-of-work challenge for the altcha widget. Stateless: nothing is stored until it is spent. */
export async function GET(): Promise<Response> {
  return Response.json(await makeChallenge(new Date()), { headers: { "cache-control": "no-store" } });
}
