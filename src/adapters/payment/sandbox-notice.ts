import { keyedHash, sameBytes } from "#lib/crypto.ts";
import { type Notice, NoticeRefused, type RawNotice } from "./payment.ts";

/** A sandbox provider's notice, signed with a key of this installation, so that the way of a notice is the real one. */
const header = "x-sandbox-signature";
const maxAgeMs = 300_000;

export function sandboxNotice(
  outNo: string,
  kind: string,
  at: Date = new Date(),
): RawNotice & { headers: Record<string, string> } {
  const body = JSON.stringify({ id: `${kind}:${outNo}`, kind, outNo, at: at.toISOString() });
  return { body, headers: { "content-type": "application/json", [header]: keyedHash("sandbox-notice", body).toString("hex") } };
}

export function readSandboxNotice(raw: RawNotice, now: Date): Notice {
  const given = Buffer.from(raw.headers[header] ?? "", "hex");
  if (!sameBytes(given, keyedHash("sandbox-notice", raw.body))) throw new NoticeRefused("signature");
  const { id, kind, outNo, at } = JSON.parse(raw.body) as Record<"id" | "kind" | "outNo" | "at", string>;
  if (Math.abs(now.getTime() - Date.parse(at)) > maxAgeMs) throw new NoticeRefused("too old");
  return { eventId: id, kind, outNo, body: { kind, outNo, at } };
}
