import { sandboxBooks } from "#adapters/payment/sandbox-books.ts";
import { sandboxNotice } from "#adapters/payment/sandbox-notice.ts";
import { payoutProviders } from "#adapters/payout/providers.ts";
import { confirmSandboxPayout as confirm, payoutOf } from "#adapters/payout/sandbox-payout.ts";
import { authorize } from "#domain/access/rules.ts";
import { takeEvent } from "#domain/provider/take-event.ts";
import { type Ctx, systemActor } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { followPayoutEvent } from "./follow-event.ts";
import { confirmSandboxInput } from "./schema.ts";

export type SandboxPayoutState = "PENDING" | "WAITING" | "PAID" | "RETURNED" | "FAILED" | "CANCELLED" | "NOT_FOUND" | "UNKNOWN";
export type SandboxPayoutPage = {
  itemId: string;
  amountMinor: bigint;
  currency: string;
  holderName: string;
  state: SandboxPayoutState;
  confirmBy: Date | null;
};

/** What the sandbox's confirmation page shows. Where the sandbox is not allowed, there is no such page. */
export async function getSandboxPayout(ctx: Ctx, outNo: string): Promise<SandboxPayoutPage> {
  authorize(ctx, "sandbox:pay");
  const payout = payoutProviders().on.has("SANDBOX") ? await payoutOf(sandboxBooks(), outNo) : null;
  const attempt = payout
    ? await ctx.db.payoutAttempt.findUnique({
        where: { provider_outNo: { provider: "SANDBOX", outNo } },
        select: { itemId: true },
      })
    : null;
  if (!payout || !attempt) throw new DomainError("NOT_FOUND");
  const reply = payout.reply(ctx.now, true);
  const { amountMinor, currency, holderName } = payout.order;
  return {
    itemId: attempt.itemId,
    amountMinor: BigInt(amountMinor!),
    currency: currency!,
    holderName: holderName!,
    state: reply.state,
    confirmBy: reply.state === "WAITING" ? reply.confirmBy : null,
  };
}

/** Plays the payee who confirms, and then the provider that tells us, by the notice's real way. */
export async function confirmSandbox(ctx: Ctx, raw: { outNo: string }): Promise<{ itemId: string; state: SandboxPayoutState }> {
  authorize(ctx, "sandbox:pay");
  const { outNo } = confirmSandboxInput.parse(raw);
  const { itemId } = await getSandboxPayout(ctx, outNo);
  const { state } = await confirm(outNo);
  const system = { ...ctx, actor: systemActor("webhook:sandbox") };
  const reader = payoutProviders().on.get("SANDBOX")!;
  const taken = await takeEvent(system, reader, sandboxNotice(outNo, `payout.${state}`));
  if (taken) await followPayoutEvent(system, taken);
  return { itemId, state };
}
