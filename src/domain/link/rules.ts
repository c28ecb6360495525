import type { Actor } from "#lib/context.ts";
import type { linkStates } from "./schema.ts";

/** A distributor stops and starts his own links; staff need the right to manage everybody's. */
export const changePermission = (actor: Pick<Actor, "kind">) => (actor.kind === "distributor" ? "link:own" : "link:manage");

export type LinkState = (typeof linkStates)[number];
type Terms = { status: "ACTIVE" | "PAUSED" | "REVOKED"; opensAt: Date | null; closesAt: Date | null };

/** What a link says at an instant: it is open from opensAt, included, to closesAt, not included. The claim's SQL says the same. */
export function linkState(link: Terms, now: Date): LinkState {
  if (link.status === "REVOKED") return "REVOKED";
  if (link.closesAt && link.closesAt <= now) return "ENDED";
  if (link.status === "PAUSED") return "PAUSED";
  return link.opensAt && link.opensAt > now ? "NOT_OPEN_YET" : "OPEN";
}

/** Where a link's vouchers are, all derived from the vouchers and claims themselves. */
export type LinkFigures = {
  quota: number;
  claimed: number;
  redeemed: number;
  /** Still to be had. */
  left: number;
  /** Went back to the allotment, expired or were voided before anybody took them. */
  gone: number;
};

export function linkFigures(counted: Omit<LinkFigures, "gone">): LinkFigures {
  return { ...counted, gone: Math.max(0, counted.quota - counted.claimed - counted.left) };
}

/** Field → message of the form, for terms that do not fit each other. */
export function termProblems(
  terms: { opensAt: Date | null; closesAt: Date | null; perPersonLimit: number },
  limits: { now: Date; productLimit: number },
): Record<string, string> {
  const { opensAt, closesAt, perPersonLimit } = terms;
  const problems: Record<string, string> = {};
  if (closesAt && closesAt <= limits.now) problems.closesAt = "form.inFuture";
  if (opensAt && closesAt && opensAt >= closesAt) problems.closesAt = "form.afterStart";
  if (perPersonLimit > limits.productLimit) problems.perPersonLimit = `form.tooBig|{"max":"${limits.productLimit}"}`;
  return problems;
}
