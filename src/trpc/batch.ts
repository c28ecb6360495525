import { z } from "zod";
import { cancelImport } from "#domain/batch/cancel-import.ts";
import { discardUpload } from "#domain/batch/discard-upload.ts";
import { generateBatch } from "#domain/batch/generate-batch.ts";
import { previewImport } from "#domain/batch/preview-import.ts";
import { getProgress, listIssues } from "#domain/batch/queries.ts";
import {
  batchStatuses,
  columnsInput,
  generateInput,
  issueKinds,
  previewInput,
  readingInput,
  startInput,
} from "#domain/batch/schema.ts";
import { startImport } from "#domain/batch/start-import.ts";
import { dateOut, idIn, idOut, minorIn, okOut, procedure, router } from "./init.ts";

const costMinor = minorIn.nullable().default(null);
const bytesOut = z
  .bigint()
  .nullable()
  .transform((value) => (value === null ? null : Number(value)));

const previewOut = readingInput.required().extend({
  certain: z.boolean(),
  sheets: z.array(z.string()),
  columns: columnsInput,
  headings: z.array(z.string()).nullable(),
  rows: z.array(z.object({ line: z.number(), cells: z.array(z.string()), problem: z.string().nullable() })),
  width: z.number(),
});

const progressOut = z.object({
  status: z.enum(batchStatuses),
  rowCount: z.number(),
  importedCount: z.number(),
  duplicateCount: z.number(),
  refusedCount: z.number(),
  doneBytes: bytesOut,
  totalBytes: bytesOut,
  startedAt: dateOut.nullable(),
  finishedAt: dateOut.nullable(),
  cancelRequestedAt: dateOut.nullable(),
  stalled: z.boolean(),
});

const issuesIn = z.object({
  batchId: z.uuid(),
  kind: z.enum(issueKinds).optional(),
  after: z.number().int().min(0).optional(),
  limit: z.number().int().min(1).max(200).optional(),
});

export const batchRouter = router({
  preview: procedure
    .input(previewInput)
    .output(previewOut)
    .query(({ ctx, input }) => previewImport(ctx, input)),
  start: procedure
    .input(startInput.extend({ costMinor }))
    .output(idOut)
    .mutation(({ ctx, input }) => startImport(ctx, input)),
  cancel: procedure
    .input(idIn)
    .output(z.object({ status: z.enum(["CANCELLED", "CANCELLING"]) }))
    .mutation(({ ctx, input }) => cancelImport(ctx, input)),
  discard: procedure
    .input(idIn)
    .output(okOut)
    .mutation(({ ctx, input }) => discardUpload(ctx, input)),
  generate: procedure
    .input(generateInput.extend({ costMinor }))
    .output(z.object({ id: z.string(), status: z.enum(["DONE", "QUEUED"]) }))
    .mutation(({ ctx, input }) => generateBatch(ctx, input)),
  progress: procedure
    .input(idIn)
    .output(progressOut)
    .query(({ ctx, input }) => getProgress(ctx, input)),
  issues: procedure
    .input(issuesIn)
    .output(z.array(z.object({ line: z.number(), kind: z.string() })))
    .query(({ ctx, input }) => listIssues(ctx, input)),
});
