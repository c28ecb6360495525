import { useTranslations } from "next-intl";
import type { z } from "zod";

/*
 * zod finds what is wrong, the reader's language says it. An issue becomes "form.tooShort|{"min":2}"; a schema may set its own
 * message as a key: z.string().regex(…, "form.phone") or .refine(…, "errors.PRICE_BELOW_FLOOR").
 */
type Issue = Pick<z.core.$ZodRawIssue, "code" | "input"> & Record<string, unknown>;

export function issueKey(issue: Issue): string {
  const value = issue.input;
  const empty = value === undefined || value === null || value === "";
  if (empty) return "form.required";
  switch (issue.code) {
    case "too_small":
      return sized(issue, "min", issue.minimum, { string: "tooShort", array: "tooFew", set: "tooFew" }, "tooSmall");
    case "too_big":
      return sized(issue, "max", issue.maximum, { string: "tooLong", array: "tooMany", set: "tooMany" }, "tooBig");
    case "invalid_format":
      return `form.${{ email: "email", url: "url", date: "date", datetime: "date" }[String(issue.format)] ?? "invalid"}`;
    default:
      return "form.invalid";
  }
}

function sized(issue: Issue, name: string, limit: unknown, byOrigin: Record<string, string>, otherwise: string): string {
  return `form.${byOrigin[String(issue.origin)] ?? otherwise}|${JSON.stringify({ [name]: String(limit) })}`;
}

/** Turns a stored message into words: a key of ours, an error code, or text as it is. */
export function useMessageText(): (message: string | undefined) => string | undefined {
  const form = useTranslations("form");
  const errors = useTranslations("errors");
  return (message) => {
    if (!message) return undefined;
    const [key = "", values] = message.split("|", 2);
    if (key.startsWith("form.") && form.has(key.slice(5))) return form(key.slice(5), values ? JSON.parse(values) : undefined);
    const code = key.startsWith("errors.") ? key.slice(7) : key;
    if (/^[A-Z][A-Z0-9_]+$/.test(code)) return errors.has(code) ? errors(code) : form("invalid");
    return message;
  };
}
