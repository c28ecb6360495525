import { globSync } from "node:fs";
import { deriveToken } from "#domain/link/derive-token.ts";
import { guideSlugs } from "#i18n/guides/guide.ts";
import type { Db } from "#lib/db.ts";
import { dayKey, plusDays } from "#lib/time.ts";
import { demo } from "./app.ts";

export type Screen = { path: string; as: string | null; status: number };

/** Every screen of the product with a row of the demo in it, by who opens it. */
export async function listScreens(db: Db): Promise<Screen[]> {
  const [admin, distributor, open] = await Promise.all([adminPaths(db), distributorPaths(db), openPaths(db)]);
  const store = ["", "/history", "/account"].map((path) => `/store${path}`);
  // The demo's days may not have been compared yet: then there is no line to look at.
  const line = await db.providerStatementLine.findFirst();
  return [
    ...open,
    { path: `/admin/reconciliation/lines/${line?.id ?? "missing"}`, as: demo("owner"), status: line ? 200 : 404 },
    ...admin.map((path) => ({ path: `/admin${path}`, as: demo("owner"), status: 200 })),
    ...distributor.map((path) => ({ path: `/distributor${path}`, as: demo("lin"), status: 200 })),
    ...store.map((path) => ({ path, as: demo("store"), status: 200 })),
  ];
}

const id = async (row: Promise<{ id: string } | null>) => (await row)?.id ?? "missing";

async function adminPaths(db: Db): Promise<string[]> {
  const product = await id(db.product.findFirst());
  const rule = await id(db.commissionRule.findFirst({ where: { archivedAt: null } }));
  const merchant = await id(db.merchant.findFirst());
  const plain =
    "products products/new batches batches/import batches/generate vouchers stock distributors applications levels links merchants merchants/new redemptions allotments topups commission-rules commission-rules/new commissions settlement settlement/preview settlement/statements settlement/invoices adjustments disputes disputes?status=ALL calendar calendar?month=2027-02 ledger ledger/accounts ledger/transactions ledger/entries ledger/money ledger/days incidents reconciliation reconciliation/upload staff messages audit settings settings/payments settings/payouts payments payments/refunds payees payees?status=ALL payouts payouts/items payouts/items?attention=1 payouts/new payouts/new?provider=SANDBOX payouts/withdrawals payouts/withdrawals?status=ALL account";
  return [
    "",
    ...plain.split(" ").map((path) => `/${path}`),
    "/allotments?show=recalls",
    `/products/${product}`,
    `/products/${product}?tab=prices`,
    `/products/${product}/edit`,
    `/batches/${await id(db.batch.findFirst())}`,
    `/vouchers/${await id(db.voucher.findFirst({ where: { status: "REDEEMED" } }))}`,
    `/distributors/${await id(db.distributor.findFirst({ where: { uplineId: { not: null } } }))}`,
    `/applications/${await id(db.application.findFirst({ where: { status: "PENDING" } }))}`,
    `/links/${await id(db.claimLink.findFirst())}`,
    `/merchants/${merchant}`,
    `/merchants/${merchant}/edit`,
    `/redemptions/${await id(db.redemption.findFirst())}`,
    `/topups/${await id(db.topUp.findFirst())}`,
    `/payments/${await id(db.payment.findFirst({ where: { state: "PAID", refunds: { some: {} } } }))}`,
    `/payees/${await id(db.payeeAccount.findFirst({ where: { status: "PENDING" }, orderBy: { id: "desc" } }))}`,
    `/payees/${await id(db.payeeAccount.findFirst({ where: { status: "ACTIVE" } }))}`,
    `/payouts/${await id(db.payoutBatch.findFirst({ where: { status: "PREPARED" } }))}`,
    `/payouts/${await id(db.payoutBatch.findFirst({ where: { fileNo: { not: null } } }))}`,
    `/payouts/items/${await id(db.payoutItem.findFirst({ where: { status: "RETURNED" } }))}`,
    `/payouts/items/${await id(db.payoutItem.findFirst({ where: { status: "PARKED" } }))}`,
    `/payouts/withdrawals/${await id(db.withdrawal.findFirst({ where: { status: "REQUESTED" } }))}`,
    `/payouts/withdrawals/${await id(db.withdrawal.findFirst({ where: { status: "PAYING" } }))}`,
    `/commission-rules/${rule}`,
    `/commission-rules/${rule}/edit`,
    `/distributors/${await id(db.distributor.findFirst({ where: { clawbacks: { some: {} } } }))}?tab=debts`,
    `/disputes/${await id(db.dispute.findFirst({ where: { status: "OPEN" } }))}`,
    `/disputes/${await id(db.dispute.findFirst({ where: { status: "CORRECTED" } }))}`,
    `/settlement/runs/${await id(db.settlement.findFirst())}`,
    `/settlement/statements/${await id(db.statement.findFirst())}`,
    `/settlement/statements/${await id(db.statement.findFirst({ where: { revision: { gt: 1 } } }))}`,
    `/ledger/accounts/${await id(db.ledgerAccount.findFirst({ where: { kind: "PREPAID" } }))}`,
    `/ledger/transactions/${await id(db.ledgerTransaction.findFirst())}`,
    `/incidents/${await id(db.incident.findFirst())}`,
    `/reconciliation/SANDBOX/${dayKey(plusDays(new Date(), -1))}`,
    `/messages/${await id(db.message.findFirst({ orderBy: { id: "desc" } }))}`,
    `/audit/${await id(db.auditEntry.findFirst())}`,
  ];
}

async function distributorPaths(db: Db): Promise<string[]> {
  const lin = await db.user.findUniqueOrThrow({ where: { email: demo("lin") } });
  const own = { distributorId: lin.distributorId ?? "" };
  const link = await id(db.claimLink.findFirst({ where: own }));
  const plain =
    "buy allotments links links/new top-up balance commissions statements disputes debts payouts withdraw payees payees/new team invite account";
  return [
    "",
    ...plain.split(" ").map((path) => `/${path}`),
    `/top-up/${await id(db.topUp.findFirst({ where: { ...own, method: "SANDBOX", status: "CONFIRMED" } }))}`,
    `/top-up/${await id(db.topUp.findFirst({ where: { ...own, method: "SANDBOX", status: "PENDING" } }))}`,
    `/allotments/${await id(db.allotment.findFirst({ where: own }))}`,
    `/links/${link}`,
    `/links/${link}/poster`,
    `/statements/${await id(db.statement.findFirst({ where: own }))}`,
    `/statements/${await id(db.statement.findFirst({ where: { ...own, status: "PAYABLE" } }))}`,
    `/disputes/${await id(db.dispute.findFirst({ where: { ...own, status: "OPEN" } }))}`,
    `/payouts/${await id(db.payoutItem.findFirst({ where: { ...own, batch: { status: { in: ["APPROVED", "DONE"] } } } }))}`,
  ];
}

async function openPaths(db: Db): Promise<Screen[]> {
  const link = await db.claimLink.findFirst({ where: { status: "ACTIVE" }, orderBy: { id: "desc" } });
  const unpaid = await db.payment.findFirst({ where: { provider: "SANDBOX", state: "PENDING" } });
  const waiting = await db.payoutAttempt.findFirst({ where: { provider: "SANDBOX", state: "WAITING" } });
  const guides = guideSlugs.map((slug) => `/guides/${slug}`);
  const there = [
    ...["/", "/pricing", "/guides", ...guides, "/join", "/join/KAYISU", "/sign-in", "/forgot", "/reset/wrong-token", "/v"],
    `/c/${deriveToken(link?.id ?? "missing")}`,
    `/pay/sandbox/${unpaid?.outNo}`,
    `/pay/sandbox/payout/${waiting?.outNo}`,
  ];
  const missing = [
    "/c/wrong-token",
    "/v/wrong-id",
    "/pay/sandbox/WRONGNUMBER",
    "/join/WRONG",
    "/join/status/wrong-token",
    "/no-such-page",
  ];
  return [...there.map((path) => ({ path, as: null, status: 200 })), ...missing.map((path) => ({ path, as: null, status: 404 }))];
}

/** The pages there are, as patterns of their addresses. */
export function listPages(): { page: string; pattern: RegExp }[] {
  return globSync("src/app/**/page.tsx").map((file) => {
    const page =
      file
        .replace(/^src\/app/, "")
        .replace(/\/page\.tsx$/, "")
        .replaceAll(/\/\([a-z]+\)/g, "") || "/";
    return { page, pattern: new RegExp(`^${page.replaceAll(/\[\w+\]/g, "[^/?]+")}(\\?.*)?$`) };
  });
}
