import { type Fact, isSandboxNumber, type SandboxBooks, sandboxBooks } from "../payment/sandbox-books.ts";
import { sandboxConfirmMs, sandboxFate, sandboxPendingMs, sandboxReturnMs } from "../payment/sandbox-fates.ts";
import type { PayoutReply } from "./payout.ts";

/** One payout in the sandbox's books, and what can be said of it at a moment. */
export type SandboxPayout = {
  outNo: string;
  order: Fact;
  reply(now: Date, asked: boolean): PayoutReply;
  moved(now: Date): { paidAt: Date | null; returnedAt: Date | null };
};

export async function payoutOf(books: SandboxBooks, outNo: string): Promise<SandboxPayout | null> {
  const order = isSandboxNumber(outNo) ? await books.read(`payouts/${outNo}`) : null;
  if (!order) return null;
  const [again, end] = await Promise.all([books.read(`payouts/${outNo}.again`), books.read(`payouts/${outNo}.end`)]);
  const amountMinor = BigInt(order.amountMinor!);
  const fate = sandboxFate(amountMinor, order.holderName);
  const sentAt = new Date(order.at!);
  const later = (ms: number) => new Date(sentAt.getTime() + ms);

  const moved = (now: Date) => {
    const paid = { paidAt: sentAt, returnedAt: null };
    const nothing = { paidAt: null, returnedAt: null };
    if (fate === "FAILED" || fate === "LOST") return nothing;
    if (fate === "SHORT") return again ? { ...paid, paidAt: new Date(again.at!) } : nothing;
    if (fate === "WAITING") return end?.state === "CONFIRMED" ? { ...paid, paidAt: new Date(end.at!) } : nothing;
    if (fate === "PENDING") return now >= later(sandboxPendingMs) ? { ...paid, paidAt: later(sandboxPendingMs) } : nothing;
    return { ...paid, returnedAt: fate === "RETURNED" && now >= later(sandboxReturnMs) ? later(sandboxReturnMs) : null };
  };
  const reply = (now: Date, asked: boolean): PayoutReply => {
    const ref = `sbx_${outNo}`;
    const { paidAt, returnedAt } = moved(now);
    if (fate === "UNKNOWN" && !asked) return { state: "UNKNOWN", reason: "no answer" };
    if (returnedAt) return { state: "RETURNED", ref, reason: "the payee's account sent it back" };
    if (paidAt) return { state: "PAID", ref, amountMinor, feeMinor: 0n, at: paidAt };
    if (fate === "FAILED") return { state: "FAILED", reason: "the payee's account does not exist" };
    if (fate === "SHORT") return { state: "FAILED", reason: "the sandbox balance does not suffice", balanceShort: true };
    if (fate === "PENDING") return { state: "PENDING", ref };
    if (fate === "LOST") return { state: "UNKNOWN", reason: "the sandbox cannot tell" };
    if (end?.state === "CANCELLED") return { state: "CANCELLED", reason: "taken back" };
    if (now >= later(sandboxConfirmMs)) return { state: "CANCELLED", reason: "not confirmed within 24 hours" };
    return { state: "WAITING", ref, confirm: confirmPath(outNo), confirmBy: later(sandboxConfirmMs) };
  };
  return { outNo, order, reply, moved };
}

/** A page of ours where the payee of the demo confirms. */
export const confirmPath = (outNo: string) => `/pay/sandbox/payout/${outNo}`;

/** The payee confirms, in time and once; the answer is what the payout is then. */
export async function confirmSandboxPayout(outNo: string, books = sandboxBooks(), now = new Date()): Promise<PayoutReply> {
  return endWaiting(outNo, "CONFIRMED", books, now);
}

export async function endWaiting(
  outNo: string,
  state: "CONFIRMED" | "CANCELLED",
  books: SandboxBooks,
  now: Date,
): Promise<PayoutReply> {
  const payout = await payoutOf(books, outNo);
  if (!payout) return { state: "NOT_FOUND" };
  if (payout.reply(now, true).state !== "WAITING") return payout.reply(now, true);
  await books.once(`payouts/${outNo}.end`, { state, at: now.toISOString() });
  return (await payoutOf(books, outNo))!.reply(now, true);
}
