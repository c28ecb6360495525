import type { Actor, Ctx, StaffRole } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";

/** The one permission table. A staff role may do what is listed; other kinds of actor have their own short lists. */
const everyStaff = [
  "report:read",
  "product:read",
  "voucher:read",
  "distributor:read",
  "link:read",
  "redemption:read",
  "account:manage",
] as const;

const staff = {
  OWNER: [
    ...everyStaff,
    "product:manage",
    "batch:manage",
    "voucher:reveal",
    "voucher:void",
    "voucher:recall",
    "voucher:export",
    "distributor:manage",
    "application:decide",
    "link:manage",
    "merchant:manage",
    "redemption:reverse",
    "topup:read",
    "topup:record",
    "topup:decide",
    "commission:read",
    "commission:manage",
    "settlement:read",
    "settlement:run",
    "payment:read",
    "refund:request",
    "refund:approve",
    "payee:read",
    "payee:verify",
    "payout:read",
    "payout:prepare",
    "payout:approve",
    "payout:decide",
    "adjustment:request",
    "adjustment:approve",
    "dispute:decide",
    "tax:manage",
    "incident:read",
    "incident:resolve",
    "reconciliation:run",
    "day:close",
    "calendar:manage",
    "ledger:read",
    "message:read",
    "message:resend",
    "audit:read",
    "staff:manage",
    "setting:manage",
  ],
  MANAGER: [
    ...everyStaff,
    "product:manage",
    "batch:manage",
    "voucher:reveal",
    "voucher:void",
    "voucher:recall",
    "voucher:export",
    "distributor:manage",
    "application:decide",
    "link:manage",
    "merchant:manage",
    "redemption:reverse",
    "topup:read",
    "topup:record",
    "commission:read",
    "commission:manage",
    "settlement:read",
    "payment:read",
    "payee:read",
    "payout:read",
    "adjustment:request",
    "incident:read",
    "calendar:manage",
    "message:read",
    "message:resend",
    "audit:read",
  ],
  FINANCE: [
    ...everyStaff,
    "topup:read",
    "topup:record",
    "topup:decide",
    "commission:read",
    "settlement:read",
    "settlement:run",
    "payment:read",
    "refund:request",
    "refund:approve",
    "payee:read",
    "payee:verify",
    "payout:read",
    "payout:prepare",
    "payout:approve",
    "payout:decide",
    "adjustment:request",
    "adjustment:approve",
    "dispute:decide",
    "tax:manage",
    "incident:read",
    "incident:resolve",
    "reconciliation:run",
    "day:close",
    "calendar:manage",
    "ledger:read",
    "audit:read",
  ],
  SUPPORT: [...everyStaff, "voucher:reveal", "redemption:reverse", "message:read", "message:resend"],
  AUDITOR: [
    ...everyStaff,
    "topup:read",
    "commission:read",
    "settlement:read",
    "ledger:read",
    "payment:read",
    "payee:read",
    "payout:read",
    "incident:read",
    "message:read",
    "audit:read",
  ],
} as const satisfies Record<StaffRole, readonly string[]>;

const distributor = [
  "account:manage",
  "allotment:buy",
  "allotment:own",
  "link:own",
  "balance:own",
  "commission:own",
  "statement:own",
  "team:own",
  "application:own",
  "topup:own",
  "payee:own",
  "withdrawal:own",
  "payout:own",
  "dispute:own",
] as const;
const merchant = ["account:manage", "redemption:store", "redemption:own"] as const;
const device = ["claim:create", "phone:verify", "voucher:own", "voucher:redeem"] as const;
const anyone = ["application:submit", "link:open", "account:sign-in", "account:recover", "sandbox:pay"] as const;
const system = ["cron:run"] as const;

export type StaffPermission = (typeof staff)[StaffRole][number];
export type Permission =
  | StaffPermission
  | (typeof distributor)[number]
  | (typeof merchant)[number]
  | (typeof device)[number]
  | (typeof anyone)[number]
  | (typeof system)[number];

export const staffRoles = Object.keys(staff) as StaffRole[];
export const permissionsOf = (role: StaffRole): readonly StaffPermission[] => staff[role];

/** Pure. The system (cron, seed, worker) may do everything staff may; everyone may do what anyone may. */
export function can(actor: Actor, permission: Permission): boolean {
  const has = (list: readonly string[]) => list.includes(permission);
  if (has(anyone)) return true;
  switch (actor.kind) {
    case "staff":
      return has(staff[actor.role]);
    case "distributor":
      return has(distributor);
    case "merchant":
      return has(merchant);
    case "device":
      return has(device);
    case "system":
      return has(system) || has(staff.OWNER);
    case "public":
      return false;
  }
}

/** First line of every command and guarded query. Throws UNAUTHENTICATED or FORBIDDEN. */
export function authorize(ctx: Pick<Ctx, "actor">, permission: Permission): void {
  if (can(ctx.actor, permission)) return;
  throw new DomainError(ctx.actor.kind === "public" ? "UNAUTHENTICATED" : "FORBIDDEN");
}

/** Narrows the actor for commands that only one kind may run; throws like authorize. */
export function actorOf<K extends Actor["kind"]>(ctx: Pick<Ctx, "actor">, kind: K): Extract<Actor, { kind: K }> {
  if (ctx.actor.kind === kind) return ctx.actor as Extract<Actor, { kind: K }>;
  throw new DomainError(ctx.actor.kind === "public" ? "UNAUTHENTICATED" : "FORBIDDEN");
}
