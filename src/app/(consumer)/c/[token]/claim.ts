import { post } from "../../post.ts";

/** Claims and answers the address that shows the voucher. The same slot again is the same voucher, so asking twice is safe. */
export async function claim(token: string, slot: number, locale: string): Promise<string> {
  const { voucherId, again } = await post<{ voucherId: string; again: boolean }>("/api/claims", { token, slot, locale });
  return `/c/${token}?got=${voucherId}${again ? "&again=1" : ""}`;
}

const states = ["SOLD_OUT", "NOT_OPEN_YET", "ENDED", "PAUSED", "REVOKED", "LIMIT_REACHED", "PHONE_REQUIRED", "NOT_FOUND"];

/** Refusals that are states of the link: the page itself then says so. */
export const isState = (code: string): boolean => states.includes(code);
