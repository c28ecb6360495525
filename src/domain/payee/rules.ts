export const payeeKinds = ["BANK", "ALIPAY", "WECHAT", "STRIPE"] as const;
export type PayeeKind = (typeof payeeKinds)[number];

/** One number, however it was typed: full-width digits, spaces and dashes of a card. */
export function normalNumber(kind: PayeeKind, text: string): string {
  const plain = text.normalize("NFKC").trim();
  if (kind === "BANK") return plain.replace(/[\s-]/g, "");
  return kind === "ALIPAY" ? plain.replace(/\s/g, "").toLowerCase() : plain;
}

const shapes: Record<PayeeKind, RegExp> = {
  BANK: /^\d{8,32}$/,
  /** A mobile number, an email address or a 16-digit user number. */
  ALIPAY: /^(1\d{10}|2088\d{12}|[^\s@]{1,64}@[^\s@]{1,60}\.[a-z]{2,20})$/,
  /** An openid: what WeChat calls a follower of one's own app. */
  WECHAT: /^[A-Za-z0-9_-]{20,64}$/,
  STRIPE: /^acct_[A-Za-z0-9]{8,40}$/,
};

export const validNumber = (kind: PayeeKind, number: string): boolean => shapes[kind].test(number);

/** Enough to recognize one's own account by, too little to use it. */
export function maskNumber(kind: PayeeKind, number: string): string {
  const dots = "••••";
  if (kind === "BANK") return `${dots} ${number.slice(-4)}`;
  if (kind === "STRIPE") return `acct_${dots}${number.slice(-4)}`;
  if (kind === "WECHAT") return `${number.slice(0, 3)}${dots}${number.slice(-3)}`;
  const [name = "", host] = number.split("@");
  if (host) return `${name.slice(0, 1)}${dots}@${host}`;
  return `${number.slice(0, 3)}${dots}${number.slice(-4)}`;
}

/** Where it goes when "pay to" is written: "招商银行 •••• 1234". */
export const payeeLabel = (row: { bankName: string; numberMasked: string }): string =>
  row.bankName ? `${row.bankName} ${row.numberMasked}` : row.numberMasked;
