import { z } from "zod";
import { openProviderUrls, type ProviderSettings, readProviders } from "./env-providers.ts";

/** The only reader of process.env outside ops/. Parsed on first use, so that a build needs no settings. */
const text = z.string().trim().min(1);
const switchedOn = z
  .enum(["0", "1", "true", "false", ""])
  .default("0")
  .transform((value) => value === "1" || value === "true");
const number = (from: number, to: number, fallback: number) =>
  z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .refine((value) => value >= from && value <= to, `must be from ${from} to ${to}`)
    .default(fallback);
const longSecret = (bytes: number) => text.min(bytes, `must have at least ${bytes} characters`);
const key32 = text
  .transform((value) => Buffer.from(value, "base64"))
  .refine((key) => key.length === 32, "must be 32 bytes in base64 (openssl rand -base64 32)");
const webUrl = z.url({
  protocol: /^https?$/,
  error: "must be a URL such as https://kayisu.example.com",
});

const settings = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  DATABASE_URL: text.regex(/^postgres(ql)?:\/\//, "must begin with postgresql://"),
  DATABASE_POOL_SIZE: number(1, 100, 10),
  KAYISU_DATA_DIR: text.default(".kayisu"),
  HOST: text.optional(),
  /** Server processes that share the port; as many as cores unless given. */
  WEB_PROCESSES: number(1, 64, 1),
  PORT: number(1, 65_535, 3000),
  APP_URL: webUrl.optional(),
  NEXTAUTH_SECRET: longSecret(32),
  CRON_SECRET: longSecret(16),
  VAULT_MASTER_KEY: key32,
  VAULT_INDEX_KEY: key32,
  RESEND_API_KEY: text.regex(/^re_/, "must begin with re_").optional(),
  MAIL_FROM: text.regex(/@/, 'must be an address such as "Kayisu <noreply@example.com>"').optional(),
  SMS_PROVIDER: z.enum(["sandbox", "webhook"]).default("sandbox"),
  SMS_WEBHOOK_URL: webUrl.optional(),
  SMS_WEBHOOK_SECRET: longSecret(16).optional(),
  TRUST_PROXY: number(0, 10, 0),
  LOG_LEVEL: z.enum(["silent", "fatal", "error", "warn", "info", "debug", "trace"]).default("info"),
  KAYISU_DEMO: switchedOn,
  KAYISU_SANDBOX: switchedOn,
});

export type Env = Omit<z.output<typeof settings>, "APP_URL"> & {
  APP_URL: string;
  /** Stripe, WeChat Pay and Alipay: each whole or null. */
  providers: ProviderSettings;
  /** Sandbox providers make money out of nothing: only where nothing is real. */
  sandboxAllowed: boolean;
};
type Source = Record<string, string | undefined>;

/** The settings, or one line for each thing that is wrong with them. */
export function readEnv(source: Source): { env: Env; problems: [] } | { env: null; problems: string[] } {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ""));
  const parsed = settings.safeParse(given);
  const problems = new Set(parsed.error?.issues.map((issue) => line(issue, given)));
  const providers = readProviders(given);
  for (const problem of [...providers.problems, ...productionProblems(given)]) problems.add(problem);
  if (!parsed.success || problems.size > 0) return { env: null, problems: [...problems] };
  const { APP_URL = `http://localhost:${parsed.data.PORT}`, ...rest } = parsed.data;
  return {
    env: {
      ...rest,
      APP_URL: APP_URL.replace(/\/+$/, ""),
      providers: providers.settings,
      sandboxAllowed: rest.NODE_ENV !== "production" || rest.KAYISU_SANDBOX,
    },
    problems: [],
  };
}

function line(issue: z.core.$ZodIssue, given: Source): string {
  const name = String(issue.path[0]);
  if (given[name] === undefined) return `${name} is missing`;
  if (issue.code === "invalid_value") return `${name} must be one of ${issue.values.filter((value) => value !== "").join(", ")}`;
  return `${name} ${issue.message}`;
}

/** A real installation must not show one-time codes in a log or forget its addresses. KAYISU_SANDBOX is what `npm start` gives a trial. */
function* productionProblems(given: Source): Generator<string> {
  if (given.SMS_PROVIDER === "webhook") {
    if (!given.SMS_WEBHOOK_URL) yield "SMS_WEBHOOK_URL is missing (SMS_PROVIDER is webhook)";
    if (!given.SMS_WEBHOOK_SECRET) yield "SMS_WEBHOOK_SECRET is missing (SMS_PROVIDER is webhook)";
  }
  if (given.RESEND_API_KEY && !given.MAIL_FROM) yield "MAIL_FROM is missing (RESEND_API_KEY is set)";
  if (given.NODE_ENV !== "production" || given.KAYISU_SANDBOX === "1" || given.KAYISU_SANDBOX === "true") return;
  if (!given.APP_URL) yield "APP_URL is missing: the address people open, such as https://kayisu.example.com";
  if (!given.RESEND_API_KEY) yield "RESEND_API_KEY is missing: production does not send mail through the sandbox";
  if ((given.SMS_PROVIDER ?? "sandbox") === "sandbox")
    yield "SMS_PROVIDER must be webhook: production does not send SMS through the sandbox";
  yield* openProviderUrls(given);
}

let current: Env | undefined;

export function env(): Env {
  if (current) return current;
  const { env: read, problems } = readEnv(process.env);
  if (!read) throw new Error(`settings:\n${problems.join("\n")}`);
  current = read;
  return current;
}

/** For the logger, which must work also when the settings are wrong. */
export const logLevel = (): string => process.env.LOG_LEVEL || (process.env.VITEST ? "silent" : "info");
