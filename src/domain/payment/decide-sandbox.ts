import { decideSandboxOrder, readSandboxOrder, type SandboxOrder } from "#adapters/payment/sandbox.ts";
import { sandboxNotice } from "#adapters/payment/sandbox-notice.ts";
import { authorize } from "#domain/access/rules.ts";
import { findPaymentProvider, requirePaymentProvider } from "#domain/provider/queries.ts";
import { takeEvent } from "#domain/provider/take-event.ts";
import { type Ctx, systemActor } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { followPaymentEvent } from "./follow-event.ts";
import { type DecideSandboxInput, decideSandboxInput } from "./schema.ts";

/** What the sandbox's pay page shows. Where the sandbox is not allowed, there is no such page. */
export async function getSandboxOrder(ctx: Ctx, outNo: string): Promise<SandboxOrder> {
  authorize(ctx, "sandbox:pay");
  const order = findPaymentProvider("SANDBOX") ? await readSandboxOrder(outNo, undefined, ctx.now) : null;
  if (!order) throw new DomainError("NOT_FOUND");
  return order;
}

/** Plays the payer, and then the provider that tells us: by the notice's real way, or, when it gets lost, not at all. */
export async function decideSandbox(
  ctx: Ctx,
  raw: DecideSandboxInput,
): Promise<{ state: SandboxOrder["state"]; returnUrl: string }> {
  authorize(ctx, "sandbox:pay");
  const { outNo, state, silent } = decideSandboxInput.parse(raw);
  await getSandboxOrder(ctx, outNo);
  const order = await decideSandboxOrder(outNo, state, undefined, ctx.now);
  if (!order) throw new DomainError("NOT_FOUND");
  if (!silent) {
    const system = { ...ctx, actor: systemActor("webhook:sandbox") };
    const taken = await takeEvent(
      system,
      requirePaymentProvider("SANDBOX"),
      sandboxNotice(outNo, `payment.${order.state}`, ctx.now),
    );
    if (taken) await followPaymentEvent(system, taken);
  }
  return { state: order.state, returnUrl: order.returnUrl };
}
