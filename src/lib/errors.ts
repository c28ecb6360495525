/** Every way a command can refuse. Screens show `errors.<code>` in the reader's language. */
export const errorStatus = {
  INVALID_INPUT: 400,
  CAPTCHA_FAILED: 400,
  CODE_WRONG: 400,
  PASSWORD_WRONG: 400,
  UNSUPPORTED_FILE: 400,
  PRICE_BELOW_FLOOR: 400,
  LEVEL_PRICE_ORDER: 400,
  PRICE_ABOVE_RETAIL: 400,
  CYCLE: 400,
  DEPTH_EXCEEDED: 400,
  POOL_EXCEEDED: 400,
  FILE_TOO_LARGE: 413,
  UNAUTHENTICATED: 401,
  SIGN_IN_FAILED: 401,
  TOTP_REQUIRED: 401,
  TOTP_WRONG: 401,
  FORBIDDEN: 403,
  SECOND_PERSON_REQUIRED: 403,
  OWN_ACCOUNT: 403,
  PHONE_REQUIRED: 403,
  COOLING: 403,
  ABOVE_LIMIT: 403,
  FROZEN: 403,
  WRONG_STORE: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  DUPLICATE: 409,
  LAST_OWNER: 409,
  IN_USE: 409,
  INSUFFICIENT_BALANCE: 409,
  INSUFFICIENT_STOCK: 409,
  NOT_ON_SALE: 409,
  SOLD_OUT: 409,
  LIMIT_REACHED: 409,
  NOT_OPEN_YET: 409,
  ENDED: 409,
  PAUSED: 409,
  ALREADY_REDEEMED: 409,
  NOT_CLAIMED: 409,
  TOO_LATE: 409,
  PROVIDER_OFF: 409,
  PAYEE_REQUIRED: 409,
  DAY_CLOSED: 409,
  DAY_NOT_CLEAR: 409,
  UNDECIDED: 409,
  REVOKED: 410,
  EXPIRED: 410,
  VOIDED: 410,
  KEY_REUSED: 422,
  TOO_MANY_REQUESTS: 429,
  INTERNAL: 500,
  BUSY: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/** What the caller can act on: names of fields, amounts, times. Never a secret. */
export type ErrorDetails = {
  fields?: Record<string, string>;
  [key: string]: unknown;
};

export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(code);
    this.name = "DomainError";
    this.code = code;
    this.details = details;
  }
}

export const statusOf = (code: ErrorCode) => errorStatus[code];

/** True when `error` is a unique violation, optionally of the named constraint or index. */
export function isUniqueViolation(error: unknown, name?: string): boolean {
  const text = violationText(error);
  return text !== null && (text.startsWith("P2002") || text.startsWith("23505")) && (!name || text.includes(name));
}

function violationText(error: unknown): string | null {
  if (typeof error !== "object" || error === null) return null;
  const { code, message, meta, cause } = error as {
    code?: string;
    message?: string;
    meta?: unknown;
    cause?: unknown;
  };
  const inner = JSON.stringify(meta ?? {}, (_, value) => (typeof value === "bigint" ? String(value) : value));
  if (code === "P2002" || code === "23505") return `${code} ${message ?? ""} ${inner}`;
  if (inner.includes("23505")) return `23505 ${message ?? ""} ${inner}`;
  return cause ? violationText(cause) : null;
}
