import { isSandboxNumber, type SandboxBooks, sandboxBooks } from "../payment/sandbox-books.ts";
import { readSandboxNotice } from "../payment/sandbox-notice.ts";
import type { PayoutProvider } from "./payout.ts";
import { endWaiting, payoutOf } from "./sandbox-payout.ts";

/** Money out without money. What becomes of each is said by payment/sandbox-fates.ts. */
export function sandboxPayouts(books: SandboxBooks = sandboxBooks(), now: () => Date = () => new Date()): PayoutProvider {
  return {
    name: "SANDBOX",
    payeeKinds: ["WECHAT", "ALIPAY", "BANK", "STRIPE"],
    minMinor: 10n,
    maxMinor: 100_000_000n,
    inFlightMs: 30_000,
    resendable: true,
    async send({ outNo, amountMinor, currency, payee }) {
      if (!isSandboxNumber(outNo)) return { state: "FAILED", reason: "the number has characters it may not have" };
      const fact = {
        amountMinor: String(amountMinor),
        currency,
        kind: payee.kind,
        number: payee.number,
        holderName: payee.holderName,
      };
      const at = now().toISOString();
      const before = await payoutOf(books, outNo);
      const kept = before?.order ?? (await books.once(`payouts/${outNo}`, { ...fact, at }));
      if (Object.entries(fact).some(([name, value]) => kept[name] !== value))
        return { state: "UNKNOWN", reason: "the number was sent before with something else" };
      if (before) await books.once(`payouts/${outNo}.again`, { at });
      return (await payoutOf(books, outNo))!.reply(now(), before !== null);
    },
    query: async ({ outNo }) => (await payoutOf(books, outNo))?.reply(now(), true) ?? { state: "NOT_FOUND" },
    cancel: async ({ outNo }) => endWaiting(outNo, "CANCELLED", books, now()),
    readNotice: async (raw) => readSandboxNotice(raw, now()),
  };
}
