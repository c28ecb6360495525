import { getTranslations } from "next-intl/server";
import { one, type Params } from "#components/table/href.ts";
import { getStock } from "#domain/voucher/queries-stock.ts";
import { csvHeaders, toCsv } from "#lib/csv.ts";
import { isId } from "#lib/ids.ts";
import { dayKey } from "#lib/time.ts";
import { requireStaff } from "#trpc/server.ts";

export const dynamic = "force-dynamic";

/** Master stock and every channel's sub-stock, one line for each product and place. */
export async function GET(request: Request): Promise<Response> {
  const ctx = await requireStaff("voucher:export");
  const params: Params = Object.fromEntries(new URL(request.url).searchParams);
  const t = await getTranslations("stock");
  const productId = one(params.productId);
  const distributorId = one(params.distributorId);
  const stock = await getStock(ctx, {
    productId: isId(productId) ? productId : undefined,
    distributorId: isId(distributorId) ? distributorId : undefined,
  });
  const names = new Map(stock.products.map(({ product }) => [product.id, product.name]));
  const rows = [
    ...stock.products.map(({ product, counts }) => [product.name, t("master"), counts.IN_STOCK, "", ""]),
    ...stock.channels.flatMap(({ distributor, cells }) =>
      [...cells].map(([productId, { free, linked }]) => [
        names.get(productId) ?? productId,
        distributor.name,
        free + linked,
        free,
        linked,
      ]),
    ),
  ];
  const header = [t("product"), t("place"), t("quantity"), t("free"), t("linked")];
  return new Response(toCsv(header, rows), { headers: csvHeaders(`${t("title")}-${dayKey(ctx.now)}`) });
}
