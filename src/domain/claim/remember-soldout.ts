import type { Ctx } from "#lib/context.ts";
import { type Listener, listen } from "#lib/listen.ts";

/** Above so many claims the set of those who have one is not worth its memory: then the database is asked each time. */
const mostClaims = 300_000;
/** However the notices fare, a remembered "sold out" is asked anew after so long. */
const freshMs = 1_000;

type Spent = { linkId: string; owners: ReadonlySet<string>; until: number };
/** Links remembered at once; the one remembered first goes first. */
const mostLinks = 1_000;
export type SoldOut = {
  /** True when this link is known to be empty and this browser has nothing of it: the answer is then SOLD_OUT without asking. */
  knows(linkKey: string, deviceId: string): boolean;
  /** Call before asking the database; hand the mark to `remember`, so that stock that came meanwhile is not overlooked. */
  mark(): number;
  remember(ctx: Pick<Ctx, "db">, linkKey: string, linkHash: Uint8Array, mark: number): Promise<void>;
  close(): Promise<void>;
};

/**
 * "Sold out", answered from memory once it is true and forgotten the moment a voucher of the link can be claimed again: the database
 * tells every process (trigger voucher_tells_link). Links that check phones are not remembered, since a person may come by another
 * browser there; who has claimed from this link by this browser is still asked for, so that he gets his own voucher again.
 */
export function soldOutMemory(url: string): SoldOut {
  const spent = new Map<string, Spent>();
  const asking = new Set<string>();
  let moves = 0;
  const listener: Listener = listen(
    url,
    "kayisu_stock",
    (linkId) => {
      moves += 1;
      for (const [key, one] of spent) if (one.linkId === linkId) spent.delete(key);
    },
    () => {
      moves += 1;
      spent.clear();
    },
  );
  return {
    knows: (linkKey, deviceId) => {
      const one = spent.get(linkKey);
      return one !== undefined && one.until > Date.now() && listener.connected() && !one.owners.has(deviceId);
    },
    mark: () => moves,
    remember: async (ctx, linkKey, linkHash, mark) => {
      if (mark !== moves || !listener.connected() || asking.has(linkKey)) return;
      const known = spent.get(linkKey);
      if (known) {
        known.until = Date.now() + freshMs; // while it is empty nobody can have joined its owners
        return;
      }
      asking.add(linkKey);
      try {
        const found = await readOwners(ctx, linkHash);
        if (!found || mark !== moves || !listener.connected()) return;
        if (spent.size >= mostLinks) spent.delete(spent.keys().next().value!);
        spent.set(linkKey, { ...found, until: Date.now() + freshMs });
      } finally {
        asking.delete(linkKey);
      }
    },
    close: () => listener.close(),
  };
}

/** The link, unless it checks phones or has too many claims, and the browsers that claimed from it. */
async function readOwners(ctx: Pick<Ctx, "db">, linkHash: Uint8Array): Promise<{ linkId: string; owners: Set<string> } | null> {
  const link = await ctx.db.claimLink.findUnique({
    where: { tokenHash: new Uint8Array(linkHash) },
    select: { id: true, phoneCheck: true },
  });
  if (!link || link.phoneCheck) return null;
  const rows = await ctx.db.claim.findMany({
    where: { linkId: link.id },
    select: { deviceId: true },
    take: mostClaims + 1,
  });
  if (rows.length > mostClaims) return null;
  return { linkId: link.id, owners: new Set(rows.flatMap(({ deviceId }) => deviceId ?? [])) };
}
