import pino from "pino";
import { logLevel } from "#lib/env.ts";

/** Names under which a secret or a person could reach a log line, at any of the depths a logged object has. */
const hidden = [
  ...["password", "newPassword", "passwordHash", "secret", "token", "accessToken", "recoveryCode", "recoveryCodes", "totp"],
  ...["code", "codes", "otp", "pin", "serial", "plaintext", "phone", "email", "idNumber", "ciphertext"],
  ...["cookie", "cookies", "authorization", "set-cookie", "x-csrf-token", "DATABASE_URL", "apiKey"],
];
const depths = ["", "*.", "*.*.", "*.*.*."];
const paths = depths.flatMap((depth) =>
  hidden.map((name) => (name.includes("-") ? `${depth.replace(/\.$/, "")}["${name}"]` : `${depth}${name}`)),
);

/** PostgreSQL quotes the value it could not take; what the value was is nobody's business here. */
const withoutValues = (text: string): string =>
  text
    .replace(/(invalid (?:input|byte)[^:\n]*: )(\\?["'`])[^\n]*?\2/g, "$1[hidden]")
    .replace(/(Key \([^)]*\)=)\([^)]*\)/g, "$1([hidden])")
    .replace(/(Failing row contains )\([^\n]*\)/g, "$1([hidden])");

/** An error's own properties may quote a query's parameters: only its kind, code, message and stack are written. */
function plainError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, cause } = error;
  const message = withoutValues(error.message);
  const stack = error.stack && withoutValues(error.stack);
  const errorCode = (error as { code?: unknown }).code;
  return {
    name,
    message,
    errorCode,
    stack,
    ...(cause === undefined ? {} : { cause: plainError(cause) }),
  };
}

/** JSON lines on stdout. `log.info({ importId }, "import finished")`: ids, counts and durations, never contents. */
export const log = pino({
  level: logLevel(),
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  redact: { paths, censor: "[hidden]" },
  serializers: { err: plainError, error: plainError },
});

export type Log = typeof log;
