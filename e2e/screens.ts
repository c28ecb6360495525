import type { Db } from "#lib/db.ts";
import { demo } from "./app.ts";

export type Screen = { path: string; as: string | null };

/** Every screen of the product with a row of the demo in it, by who opens it. */
export async function listScreens(db: Db): Promise<Screen[]> {
  const id = async (row: Promise<{ id: string } | null>) => (await row)?.id ?? "missing";
  const lin = await db.user.findUniqueOrThrow({ where: { email: demo("lin") } });
  const own = { distributorId: lin.distributorId ?? "" };
  const product = await id(db.product.findFirst());
  const admin = [
    "",
    "/products",
    "/products/new",
    `/products/${product}`,
    `/products/${product}/edit`,
    "/batches",
    "/batches/import",
    `/batches/${await id(db.batch.findFirst())}`,
    "/vouchers",
    `/vouchers/${await id(db.voucher.findFirst({ where: { status: "REDEEMED" } }))}`,
    "/stock",
    "/distributors",
    `/distributors/${lin.distributorId}`,
    "/applications",
    `/applications/${await id(db.application.findFirst({ where: { status: "PENDING" } }))}`,
    "/levels",
    "/links",
    `/links/${await id(db.claimLink.findFirst())}`,
    "/merchants",
    `/merchants/${await id(db.merchant.findFirst())}`,
    "/redemptions",
    `/redemptions/${await id(db.redemption.findFirst())}`,
    "/allotments",
    "/topups",
    `/topups/${await id(db.topUp.findFirst())}`,
    "/commission-rules",
    "/commissions",
    "/settlement",
    `/settlement/statements/${await id(db.statement.findFirst())}`,
    "/ledger",
    "/staff",
    "/messages",
    `/messages/${await id(db.message.findFirst({ orderBy: { id: "desc" } }))}`,
    "/audit",
    `/audit/${await id(db.auditEntry.findFirst())}`,
    "/settings",
    "/account",
  ].map((path) => ({ path: `/admin${path}`, as: demo("owner") }));
  const distributor = [
    "",
    "/buy",
    "/allotments",
    `/allotments/${await id(db.allotment.findFirst({ where: own }))}`,
    "/links",
    "/links/new",
    `/links/${await id(db.claimLink.findFirst({ where: own }))}`,
    "/balance",
    "/commissions",
    "/statements",
    `/statements/${await id(db.statement.findFirst({ where: own }))}`,
    "/team",
    "/invite",
    "/account",
  ].map((path) => ({ path: `/distributor${path}`, as: demo("lin") }));
  const store = ["", "/history", "/account"].map((path) => ({ path: `/store${path}`, as: demo("store") }));
  const open = ["/", "/pricing", "/guides", "/join/KAYISU", "/sign-in", "/forgot", "/v", "/c/wrong-token"];
  return [...open.map((path) => ({ path, as: null })), ...admin, ...distributor, ...store];
}
