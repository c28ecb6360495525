import { Debts } from "#app/debt-table.tsx";
import { one, type Params } from "#components/table/href.ts";
import { listDebts } from "#domain/settlement/queries-debts.ts";
import { getCtx } from "#trpc/server.ts";

export async function DebtsTab({ distributorId, params }: { distributorId: string; params: Params }) {
  const page = await listDebts(await getCtx(), { distributorId, after: one(params.after) });
  return <Debts page={page} params={params} staff />;
}
