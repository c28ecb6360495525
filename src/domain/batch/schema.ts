import { z } from "zod";

/** Shown on screen before anybody runs into them. */
export const limits = {
  fileBytes: 200 * 1024 * 1024,
  codeShortest: 4,
  codeLongest: 128,
  serialLongest: 200,
  listedIssues: 100_000,
  generateAtOnce: 100_000,
  generateMost: 5_000_000,
  uploadHours: 24,
} as const;

export const fileFormats = ["csv", "txt", "xlsx"] as const;
export type FileFormat = (typeof fileFormats)[number];

export const batchStatuses = ["UPLOADED", "QUEUED", "RUNNING", "DONE", "CANCELLED", "FAILED"] as const;
export const batchSources = ["IMPORT", "GENERATED"] as const;

/** Why a file is not read at all: details.reason of UNSUPPORTED_FILE. */
export const fileProblems = [
  ...["EXTENSION", "CONTENT", "OLD_EXCEL", "EMPTY", "ENCODING", "NOT_A_WORKBOOK", "ZIP_BOMB", "BROKEN"],
  ...["NO_SUCH_SHEET", "TOO_MANY_TEXTS"],
] as const;
export type FileProblem = "EXTENSION" | "CONTENT" | "OLD_EXCEL" | "EMPTY" | "ENCODING" | SheetReason;
type SheetReason = "NOT_A_WORKBOOK" | "ZIP_BOMB" | "BROKEN" | "NO_SUCH_SHEET" | "TOO_MANY_TEXTS";

/** Why a line did not become a voucher. */
const refusalKinds = [
  "EMPTY",
  "TOO_SHORT",
  "TOO_LONG",
  "SCIENTIFIC",
  "NUMERIC_CELL",
  "LEADING_ZEROS_LOST",
  "CONTROL_CHARACTER",
  "MOJIBAKE",
  "BAD_SERIAL",
  "BAD_EXPIRY",
  "PAST_EXPIRY",
  "BAD_COST",
  "COLUMN_MISSING",
  "MALFORMED",
  "TOO_LARGE",
] as const;
export type RefusalKind = (typeof refusalKinds)[number];
const duplicateKinds = ["DUPLICATE_IN_FILE", "DUPLICATE_IN_HISTORY"] as const;
export const issueKinds = [...refusalKinds, ...duplicateKinds] as const;
export type IssueKind = (typeof issueKinds)[number];

const column = z.number().int().min(0).max(255);
export const columnsInput = z.object({
  code: column,
  serial: column.nullable().default(null),
  expiry: column.nullable().default(null),
  cost: column.nullable().default(null),
});
export type Columns = z.infer<typeof columnsInput>;

const encoding = z.enum(["utf-8", "gb18030", "utf-16le", "utf-16be"]);
const delimiter = z.enum([",", ";", "\t", "|", ""]);

/** How a file is read. Absent = as detected. */
export const readingInput = z.object({
  encoding: encoding.optional(),
  delimiter: delimiter.optional(),
  header: z.boolean().optional(),
  sheet: z.number().int().min(0).max(200).optional(),
});
export type Reading = z.infer<typeof readingInput>;

export const previewInput = readingInput.extend({ id: z.uuid() });

export const startInput = readingInput.extend({
  id: z.uuid(),
  columns: columnsInput,
  /** Digit codes of different lengths are meant so: the leading-zero rule is off. */
  mixedLengths: z.boolean().default(false),
  costMinor: z.bigint().nonnegative().nullable().default(null),
  note: z.string().trim().max(200).default(""),
});
export type StartInput = z.input<typeof startInput>;

/** What the set-up screen asks besides the columns; money as the field gives it, in 分. */
export const setupInput = z.object({
  costMinor: z.string().regex(/^\d{0,15}$/, "form.money"),
  note: z.string().trim().max(200),
  mixedLengths: z.boolean(),
});

/** What detection said when the file came in. Kept with the batch. */
export const detectedSchema = z.object({
  encoding,
  certain: z.boolean(),
  validUtf8: z.boolean(),
  ascii: z.boolean(),
});
/** `batch.options` of an import: what was detected, then what was decided. */
export const importOptions = z.object({
  detected: detectedSchema,
  plan: z
    .object({
      encoding,
      delimiter,
      header: z.boolean(),
      sheet: z.number().int(),
      columns: columnsInput,
      digitLength: z.number().int().nullable(),
    })
    .optional(),
});
export type ImportOptions = z.infer<typeof importOptions>;
export type ImportPlan = NonNullable<ImportOptions["plan"]>;

/** Letters, digits and signs that are read and typed without doubt. */
export const generateInput = z.object({
  productId: z.uuid(),
  quantity: z.number().int().min(1).max(limits.generateMost),
  prefix: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9-]{0,16}$/, "form.invalid")
    .default(""),
  charset: z
    .string()
    .regex(/^[A-Za-z0-9]{2,62}$/, "form.invalid")
    .refine((text) => new Set(text).size === text.length, "form.invalid"),
  length: z.number().int().min(8).max(64),
  costMinor: z.bigint().nonnegative().nullable().default(null),
  note: z.string().trim().max(200).default(""),
});
export type GenerateInput = z.input<typeof generateInput>;
/** The same as its form has it: a named set of characters, money as 分 in digits. */
export const generateForm = z.object({
  productId: z.uuid("form.choose"),
  quantity: z.number("form.integer").int("form.integer").min(1).max(limits.generateMost),
  prefix: generateInput.shape.prefix,
  charset: z.enum(["safe", "upper", "mixed", "digits"]),
  length: z.number("form.integer").int("form.integer").min(8).max(64),
  costMinor: setupInput.shape.costMinor,
  note: setupInput.shape.note,
});
export const generateOptions = z.object({
  quantity: z.number().int(),
  prefix: z.string(),
  charset: z.string(),
  length: z.number().int(),
});
export type GenerateOptions = z.infer<typeof generateOptions>;

export const charsets = {
  safe: "23456789ABCDEFGHJKMNPQRSTVWXYZ",
  upper: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  mixed: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
  digits: "0123456789",
} as const;
export type CharsetName = keyof typeof charsets;

export const minRandomBits = 80;
/** Whole bits of randomness in `length` characters of `charset`. */
export const bitsOf = (charset: string, length: number): number => Math.floor(length * Math.log2(new Set(charset).size));
export const shortestFor = (charset: string): number => Math.ceil(minRandomBits / Math.log2(new Set(charset).size));

export const listInput = z.object({
  productId: z.uuid().optional().catch(undefined),
  status: z.enum(batchStatuses).optional().catch(undefined),
  source: z.enum(batchSources).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
});
export type BatchFilter = z.input<typeof listInput>;
