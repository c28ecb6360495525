/** Without 0 O 1 I L: a code is read aloud and typed from posters. */
const inviteCharset = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const inviteCodeLength = 8;

/** `random(n)` answers a whole number below n. 31^8 is about 850 billion codes. */
export const makeInviteCode = (random: (below: number) => number): string =>
  Array.from({ length: inviteCodeLength }, () => inviteCharset[random(inviteCharset.length)]).join("");

/** rank 1 is the highest. An upline may give his own level or a lower one. */
export const mayGiveLevel = (ownRank: number, rank: number): boolean => rank >= ownRank;

/** 禁止传销条例 art. 7 and the criminal threshold (three levels and thirty people): the screen must say so. */
export const legalDepth = 3;
export const legalPeople = 30;
export const crossesLegalLine = (network: { paidDepth: number; people: number }): boolean =>
  network.paidDepth > legalDepth || network.people > legalPeople;

export type Member = { id: string; uplineId: string | null; directCount: number };
export type TreeNode<T extends Member> = T & { children: TreeNode<T>[]; missing: number };

/** Rows in any order → trees. A node whose children were not all read says how many are missing. */
export function buildTrees<T extends Member>(rows: readonly T[]): TreeNode<T>[] {
  const nodes = new Map(rows.map((row) => [row.id, { ...row, children: [] as TreeNode<T>[], missing: row.directCount }]));
  const roots: TreeNode<T>[] = [];
  for (const node of nodes.values()) {
    const parent = node.uplineId ? nodes.get(node.uplineId) : undefined;
    if (parent && parent !== node) {
      parent.children.push(node);
      parent.missing -= 1;
    } else roots.push(node);
  }
  return roots;
}

/** "91310000MA1K3XXX9Q" → "9131**********XX9Q": enough to recognise, too little to use. */
export const maskTaxId = (taxId: string): string =>
  `${taxId.slice(0, 4)}${"*".repeat(taxId.length - 8)}${taxId.slice(-4)}`.toUpperCase();
