import { useTranslations } from "next-intl";

/** What went wrong, whichever door it came through: tRPC (`error.data`), a route's JSON body, the network, or our own bug. */
export type ServerError = { code: string; fields: Record<string, string>; details: Record<string, unknown> };

export function readError(error: unknown): ServerError {
  const data = recordOf(recordOf(error).data);
  const body = recordOf(recordOf(error).body ?? recordOf(error).error);
  const code = firstText(data.error, body.code, body.error, recordOf(error).error, recordOf(error).code);
  const details = recordOf(data.details ?? body.details);
  const fields = fieldsOf(data.fields ?? details.fields ?? body.fields);
  return { code: code ?? (isNetworkError(error) ? "NETWORK" : "INTERNAL"), fields, details };
}

/** The sentence for a code in the reader's language; an unknown code reads as INTERNAL. */
export function useErrorText(): (error: unknown) => string {
  const t = useTranslations("errors");
  return (error) => {
    const { code } = readError(error);
    return t.has(code) ? t(code) : t("INTERNAL");
  };
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function firstText(...values: unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === "string" && value !== "");
}

function fieldsOf(value: unknown): Record<string, string> {
  const entries = Object.entries(recordOf(value)).map(([name, text]) => [name, Array.isArray(text) ? text[0] : text] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

/** fetch throws a TypeError when there is no connection; tRPC wraps it as `cause`. */
function isNetworkError(error: unknown): boolean {
  return error instanceof TypeError || recordOf(error).cause instanceof TypeError;
}
