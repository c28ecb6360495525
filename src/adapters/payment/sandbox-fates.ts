import { shareOf } from "#lib/money.ts";

/**
 * What becomes of a sandbox payout or refund, decided by the payee's name or else by the last two digits of the amount,
 * so that a demo shows every state. This table is the only place that says so.
 */
export type SandboxFate = "PAID" | "UNKNOWN" | "FAILED" | "WAITING" | "RETURNED" | "SHORT" | "PENDING" | "LOST";

export const sandboxFates: readonly { fate: SandboxFate; cents: bigint; name: string; what: string }[] = [
  { fate: "UNKNOWN", cents: 1n, name: "未知", what: "no answer at first; a query says it was paid" },
  { fate: "FAILED", cents: 2n, name: "失败", what: "definitely failed, no money moved" },
  { fate: "WAITING", cents: 3n, name: "待确认", what: "waits 24 hours for the payee to confirm" },
  { fate: "RETURNED", cents: 4n, name: "退回", what: "paid, and returned a minute later" },
  { fate: "SHORT", cents: 5n, name: "余额不足", what: "our balance is short; sent again under its number, it is paid" },
  { fate: "PENDING", cents: 6n, name: "处理中", what: "in progress for twenty seconds, then paid" },
  { fate: "LOST", cents: 7n, name: "无法查明", what: "never a definite answer: two people must decide" },
];

export function sandboxFate(amountMinor: bigint, name = ""): SandboxFate {
  const byName = sandboxFates.find((row) => name.includes(row.name));
  const byCents = sandboxFates.find((row) => row.cents === amountMinor % 100n);
  return (byName ?? byCents)?.fate ?? "PAID";
}

export const sandboxPendingMs = 20_000;
export const sandboxReturnMs = 60_000;
export const sandboxConfirmMs = 24 * 3_600_000;
/** What the sandbox keeps of a payment: 0.6 %. */
export const sandboxFee = (amountMinor: bigint): bigint => shareOf(amountMinor, 60n);
