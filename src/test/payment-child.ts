import { approveRefund } from "#domain/payment/decide-refund.ts";
import { queryPayments } from "#domain/payment/query-payments.ts";
import { startTopUp } from "#domain/payment/start-topup.ts";
import { type DistributorActor, type StaffActor, systemActor } from "#lib/context.ts";
import { createDb } from "#lib/db.ts";
import { env } from "#lib/env.ts";

/** A process of its own that does one thing with a provider: made to be killed in the middle of it. argv: what to do, in JSON. */
export type PaymentTask =
  | { do: "start"; actor: DistributorActor }
  | { do: "approve"; actor: StaffActor; refundId: string }
  | { do: "query" };

const task = JSON.parse(process.argv[2]!) as PaymentTask;
const base = { db: createDb(env().DATABASE_URL, { poolSize: 3 }), now: new Date() };
if (task.do === "start") await startTopUp({ ...base, actor: task.actor }, { amountMinor: "50000", method: "STRIPE_CHECKOUT" });
if (task.do === "approve") await approveRefund({ ...base, actor: task.actor }, { id: task.refundId });
if (task.do === "query")
  await queryPayments({ ...base, actor: systemActor("cron:payments"), now: new Date(Date.now() + 60_000) });
await base.db.$disconnect();
process.exit(0);
