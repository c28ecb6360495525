import type { PayoutReply } from "#adapters/payout/payout.ts";
import { day, hour, minute, second } from "#lib/time.ts";
import type { AttemptState } from "./rules.ts";

/** Pure: what a provider's answer does to an attempt. The heart of money out; every line of it is a promise of issue and README. */

export type Known = {
  state: AttemptState;
  amountMinor: bigint;
  /** When it was last handed to the provider. */
  sentAt: Date;
  /** When its number was first handed to the provider. */
  createdAt: Date;
  confirmBy: Date | null;
};
export type Policy = {
  /** "Not found" is believable only so long after sending. */
  inFlightMs: number;
  /** The identical request may be sent again under the same number, and nothing speaks against it on our side. */
  mayResend: boolean;
};

export type Verdict =
  /** Go through these states, each with this evidence. */
  | { do: "move"; to: readonly AttemptState[] }
  /** Nothing new. */
  | { do: "stay" }
  /** Our balance did not suffice: wait, and send it again under its number. */
  | { do: "short" }
  /** Nothing there, and nothing can be under way any more: send the identical request under the same number. */
  | { do: "resend" }
  /** It contradicts what we hold for certain, or another amount was paid: a person must look. `park`: and two must decide. */
  | { do: "mismatch"; park: boolean };

/** A worker holds an attempt so long at most; a call is given up long before. */
export const leaseFor = 3 * minute;
export const callFor = 60 * second;
/** Beyond this a number is not sent again: providers forget numbers (Stripe after 24 hours) or refuse old ones. */
export const resendFor = 20 * hour;
/** A provider that says nothing definite for so long will not: two people decide. */
export const unknownFor = 24 * hour;
const pendingFor = 7 * day;

const stay: Verdict = { do: "stay" };
const move = (...to: AttemptState[]): Verdict => ({ do: "move", to });
const isLive = (state: AttemptState) => ["INTENT", "PENDING", "WAITING", "UNKNOWN", "PARKED"].includes(state);
/** An attempt just handed over cannot be parked at once: first it is unknown. */
const park = (state: AttemptState): Verdict => (state === "PARKED" ? stay : move(state === "INTENT" ? "UNKNOWN" : "PARKED"));

/** `askedAt`: when the question was asked; an answer tells of that moment, not of the one it is read in. */
export function judge(known: Known, reply: PayoutReply, policy: Policy, askedAt: Date): Verdict {
  return isLive(known.state) ? judgeLive(known, reply, policy, askedAt) : judgeFinal(known.state, reply);
}

function judgeLive(known: Known, reply: PayoutReply, policy: Policy, askedAt: Date): Verdict {
  const { state } = known;
  switch (reply.state) {
    case "PAID":
      return reply.amountMinor === known.amountMinor ? move("PAID") : { do: "mismatch", park: state !== "PARKED" };
    case "RETURNED":
      return move("PAID", "RETURNED");
    case "FAILED":
      return state === "INTENT" && reply.balanceShort ? { do: "short" } : move("FAILED");
    case "CANCELLED":
      return move("CANCELLED");
    case "PENDING":
    case "WAITING":
      return state === reply.state ? overdue(known, askedAt) : move(reply.state);
    case "NOT_FOUND":
      return judgeNotFound(known, policy, askedAt);
    case "UNKNOWN":
      return state === "INTENT" ? move("UNKNOWN") : overdue(known, askedAt);
  }
}

function judgeNotFound(known: Known, policy: Policy, askedAt: Date): Verdict {
  const { state, sentAt, createdAt } = known;
  if (state === "INTENT") return move("UNKNOWN");
  if (state === "PARKED" || askedAt.getTime() - sentAt.getTime() < policy.inFlightMs) return stay;
  const young = askedAt.getTime() - createdAt.getTime() < resendFor;
  // What the provider had and has no more is not sent again: nobody knows what became of it.
  return state === "UNKNOWN" && policy.mayResend && young ? { do: "resend" } : park(state);
}

/** Still nothing definite: how long may that last? */
function overdue({ state, createdAt, confirmBy }: Known, at: Date): Verdict {
  const age = at.getTime() - createdAt.getTime();
  if (state === "UNKNOWN") return age > unknownFor ? park(state) : stay;
  if (state === "PENDING") return age > pendingFor ? park(state) : stay;
  if (state === "WAITING") return confirmBy && at.getTime() - confirmBy.getTime() > day ? park(state) : stay;
  return stay;
}

function judgeFinal(state: AttemptState, reply: PayoutReply): Verdict {
  const says = reply.state;
  if (says === "NOT_FOUND" || says === "UNKNOWN") return stay; // old ones are forgotten, and no answer is no news
  if (state === "PAID") {
    if (says === "RETURNED") return move("RETURNED");
    return says === "PAID" || says === "PENDING" || says === "WAITING" ? stay : { do: "mismatch", park: false };
  }
  if (state === "RETURNED") return stay;
  // FAILED or CANCELLED for us: that it fails or is taken back is no news; anything else means money may have moved.
  return says === "FAILED" || says === "CANCELLED" ? stay : { do: "mismatch", park: false };
}

const waits: Partial<Record<AttemptState, readonly number[]>> = {
  UNKNOWN: [5, 10, 30, 60, 120, 300, 600, 1800, 3600, 10_800, 21_600].map((s) => s * second),
  PENDING: [10, 30, 60, 300, 600, 1800, 3600, 10_800, 21_600].map((s) => s * second),
  WAITING: [60, 300, 900, 3600, 10_800].map((s) => s * second),
  PARKED: [hour, 6 * hour],
};
/** A payout that was paid may come back for weeks: it is asked about a few times more. */
const paidWaits = [day, 2 * day, 4 * day, 8 * day, 15 * day];

/** A question about a paid one that got no answer does not count: it is put again, for so long after it was paid. */
const noAnswerWait = hour;
const askPaidFor = 45 * day;

/** Asked about a paid one and heard nothing: again in an hour, as one question of the same number; null: not any more. */
export const afterNoAnswer = (paidAt: Date, now: Date): Date | null =>
  now.getTime() - paidAt.getTime() < askPaidFor ? new Date(now.getTime() + noAnswerWait) : null;

/** When to ask next after `count` questions in this state; null: not any more. */
export function nextQuery(state: AttemptState, count: number, now: Date, confirmBy: Date | null = null): Date | null {
  if (state === "PAID") {
    const wait = paidWaits[count];
    return wait ? new Date(now.getTime() + wait) : null;
  }
  const list = waits[state];
  if (!list) return null;
  const next = new Date(now.getTime() + (list[count] ?? day));
  const closes = state === "WAITING" && confirmBy ? new Date(confirmBy.getTime() + minute) : null;
  return closes && closes > now && closes < next ? closes : next;
}
