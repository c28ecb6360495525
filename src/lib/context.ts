import type { Db, Tx } from "#lib/db.ts";

/** Who acts. `ip` and `userAgent` are where from, for the audit log. */
type From = { ip?: string | null; userAgent?: string | null };
export type StaffRole = "OWNER" | "MANAGER" | "FINANCE" | "SUPPORT" | "AUDITOR";
export type StaffActor = From & {
  kind: "staff";
  id: string;
  name: string;
  role: StaffRole;
  sessionId?: string;
};
export type DistributorActor = From & {
  kind: "distributor";
  id: string;
  name: string;
  distributorId: string;
  sessionId?: string;
};
export type MerchantActor = From & {
  kind: "merchant";
  id: string;
  name: string;
  merchantId: string;
  sessionId?: string;
};
/** A consumer's browser, known by the hash of its cookie, and the persons it may speak for. `deviceId` is null until its first claim or phone check. */
export type DeviceActor = From & {
  kind: "device";
  deviceId: string | null;
  tokenHash: Uint8Array<ArrayBuffer> | null;
  personIds: string[];
};
export type PublicActor = From & { kind: "public" };
export type SystemActor = From & { kind: "system"; name: string };
export type Actor = StaffActor | DistributorActor | MerchantActor | DeviceActor | PublicActor | SystemActor;

/** What every command gets: a database (or a transaction to join), who acts, and the clock. */
export type Ctx<A extends Actor = Actor> = { db: Db | Tx; actor: A; now: Date };
/** Inside inTransaction: `db` is the transaction. */
export type TxCtx<A extends Actor = Actor> = { db: Tx; actor: A; now: Date };

export const systemActor = (name: string): SystemActor => ({
  kind: "system",
  name,
});

export function actorId(actor: Actor): string | null {
  if (actor.kind === "device") return actor.deviceId;
  if (actor.kind === "system") return actor.name;
  return actor.kind === "public" ? null : actor.id;
}

export function actorName(actor: Actor): string {
  if (actor.kind === "device" || actor.kind === "public") return actor.kind;
  return actor.name;
}

/** Runs fn in a transaction; inside another one it joins that, so commands compose. READ COMMITTED. */
export function inTransaction<A extends Actor, T>(ctx: Ctx<A>, fn: (tx: TxCtx<A>) => Promise<T>): Promise<T> {
  const { db } = ctx;
  // A transaction's client has $transaction too (it would nest); only the whole client can connect.
  if (!("$connect" in db)) return fn(ctx as TxCtx<A>);
  return (db as Db).$transaction((tx) => fn({ ...ctx, db: tx }));
}
