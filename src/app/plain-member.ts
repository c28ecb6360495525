import type { MemberRow } from "#domain/distributor/queries-network.ts";
import type { NetworkMember } from "./network-tree.tsx";

/** Amounts as text: what goes to the browser is JSON. */
export const plainMember = (row: MemberRow): NetworkMember => ({
  ...row,
  salesMinor: String(row.salesMinor),
  earnedMinor: row.earnedMinor === null ? null : String(row.earnedMinor),
});
