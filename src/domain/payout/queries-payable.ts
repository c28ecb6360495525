import type { PayoutProvider } from "#adapters/payout/payout.ts";
import { payoutProviders } from "#adapters/payout/providers.ts";
import { authorize } from "#domain/access/rules.ts";
import type { PayeeKind } from "#domain/payee/rules.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { waitsForInvoice } from "#domain/settlement/queries-invoice.ts";
import type { Ctx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import type { Providers } from "./call-provider.ts";
import { type PayoutProviderKey, payeeKindsOf, payoutProviderNames } from "./rules.ts";
import { mostItems } from "./schema.ts";

/** Why somebody cannot be paid through this provider now. */
export type Obstacle = "FROZEN" | "NO_INVOICE" | "NO_ACCOUNT" | "ACCOUNT_PENDING" | "COOLING" | "BELOW_MIN" | "ABOVE_MAX";
export type PayableRow = {
  kind: "statement" | "withdrawal";
  id: string;
  no: number;
  distributorId: string;
  distributorName: string;
  amountMinor: bigint;
  createdAt: Date;
  payeeAccountId: string | null;
  payeeKind: PayeeKind | null;
  holderName: string | null;
  bankName: string | null;
  numberMasked: string | null;
  usableFrom: Date | null;
  obstacle: Obstacle | null;
};
export type Limits = { minMinor: bigint; maxMinor: bigint; kinds: readonly PayeeKind[] };

/** What a provider can pay, and to which accounts. Throws PROVIDER_OFF for one that is not configured here. */
export function limitsOf(provider: PayoutProviderKey, providers: Providers = payoutProviders().on): Limits {
  const configured: PayoutProvider | undefined = providers.get(provider);
  if (!configured && provider !== "BANK") throw new DomainError("PROVIDER_OFF", { provider });
  const { minMinor = 1n, maxMinor = 10n ** 15n } = configured ?? {};
  return { minMinor, maxMinor, kinds: payeeKindsOf(provider, configured) };
}

export type Preview = {
  provider: PayoutProviderKey;
  limits: Limits;
  rows: PayableRow[];
  /** There is more than one batch can hold. */
  more: boolean;
};

/** What could be paid through a provider now: who, how much, to which account, and who cannot be paid and why. */
export async function previewPayout(
  ctx: Ctx,
  input: { provider: PayoutProviderKey; statementId?: string },
  providers?: Providers,
): Promise<Preview> {
  authorize(ctx, "payout:read");
  const limits = limitsOf(input.provider, providers);
  const only = input.statementId ? { statementIds: [input.statementId], withdrawalIds: [] } : null;
  const rows = await readPayable(ctx, limits, only);
  return { provider: input.provider, limits, rows: rows.slice(0, mostItems), more: rows.length > mostItems };
}

/** Trusted. `only`: these documents, as prepare locks them; null: everything payable, the oldest first. */
export async function readPayable(
  ctx: Pick<Ctx, "db" | "now">,
  { kinds, minMinor, maxMinor }: Limits,
  only: { statementIds: readonly string[]; withdrawalIds: readonly string[] } | null,
): Promise<PayableRow[]> {
  const { requireInvoice } = await getSettings(ctx);
  const among = (ids: readonly string[] | undefined) => (ids ? Prisma.sql`AND x.id = ANY (${[...ids]}::uuid[])` : Prisma.empty);
  return ctx.db.$queryRaw<PayableRow[]>`
    WITH document AS (
      SELECT 'statement' AS kind, x.id, x.no, x.distributor_id, x.net_minor AS amount, x.created_at,
        ${waitsForInvoice(Prisma.sql`x`, requireInvoice)} AS no_invoice FROM statement x
      WHERE x.status = 'PAYABLE' AND x.net_minor > 0 ${among(only?.statementIds)}
      UNION ALL SELECT 'withdrawal', x.id, x.no, x.distributor_id, x.amount_minor, x.created_at, FALSE FROM withdrawal x
      WHERE x.status = 'APPROVED' ${among(only?.withdrawalIds)}
    )
    SELECT w.kind, w.id::text AS id, w.no, d.id::text AS "distributorId", d.name AS "distributorName", w.amount AS "amountMinor",
      w.created_at AS "createdAt", p.id::text AS "payeeAccountId", p.kind::text AS "payeeKind", p.holder_name AS "holderName",
      p.bank_name AS "bankName", p.number_masked AS "numberMasked", p.usable_from AS "usableFrom", CASE
        WHEN d.status <> 'ACTIVE' THEN 'FROZEN'
        WHEN w.no_invoice THEN 'NO_INVOICE'
        WHEN p.id IS NULL AND EXISTS (SELECT 1 FROM payee_account q WHERE q.distributor_id = d.id AND q.status = 'PENDING'
          AND q.kind::text = ANY (${[...kinds]})) THEN 'ACCOUNT_PENDING'
        WHEN p.id IS NULL THEN 'NO_ACCOUNT'
        WHEN p.usable_from > ${ctx.now} THEN 'COOLING'
        WHEN w.amount < ${minMinor} THEN 'BELOW_MIN' WHEN w.amount > ${maxMinor} THEN 'ABOVE_MAX' END AS obstacle
    FROM document w JOIN distributor d ON d.id = w.distributor_id LEFT JOIN LATERAL (
      SELECT q.* FROM payee_account q WHERE q.distributor_id = d.id AND q.status = 'ACTIVE' AND q.kind::text = ANY (${[...kinds]})
      ORDER BY array_position(${[...kinds]}::text[], q.kind::text) LIMIT 1) p ON TRUE
    ORDER BY w.created_at, w.id LIMIT ${mostItems + 1}`;
}

export type PayoutChannel = { provider: PayoutProviderKey; on: boolean; needs: readonly string[]; pausedUntil: Date | null };

/** The ways to pay out: those off with what would turn them on, those paused until when. */
export async function listPayoutChannels(ctx: Ctx): Promise<PayoutChannel[]> {
  authorize(ctx, "payout:read");
  const { on, off } = payoutProviders();
  const pauses = await ctx.db.payoutPause.findMany({ where: { until: { gt: ctx.now } } });
  return payoutProviderNames
    .filter((provider) => provider === "BANK" || on.has(provider) || off.has(provider))
    .map((provider) => ({
      provider,
      on: provider === "BANK" || on.has(provider),
      needs: provider === "BANK" ? [] : (off.get(provider) ?? []),
      pausedUntil: pauses.find((pause) => pause.provider === provider)?.until ?? null,
    }));
}
