import { afterAll, expect } from "vitest";
import { newId } from "#lib/ids.ts";
import { closeQueue, enqueueJob } from "#lib/queue.ts";
import { test } from "#test/database.ts";

afterAll(closeQueue);

test("a job exists exactly when its transaction was committed", async ({ db }) => {
  const [kept, lost] = [newId(), newId()];
  await db.$transaction((tx) => enqueueJob(tx, "import", { importId: kept }));
  const failing = db.$transaction(async (tx) => {
    await enqueueJob(tx, "import", { importId: lost });
    throw new Error("rolled back");
  });
  await expect(failing).rejects.toThrow("rolled back");
  const jobs = await db.$queryRaw<{ id: string }[]>`select data->>'importId' as id from pgboss.job where name = 'import'`;
  expect(jobs.map((job) => job.id)).toEqual([kept]);
});
