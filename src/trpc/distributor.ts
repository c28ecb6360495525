import { z } from "zod";
import { changeDistributorLevel } from "#domain/distributor/change-distributor-level.ts";
import { changeTax } from "#domain/distributor/change-tax.ts";
import { freezeDistributor, unfreezeDistributor } from "#domain/distributor/freeze-distributor.ts";
import { moveDistributor } from "#domain/distributor/move-distributor.ts";
import { listChildren } from "#domain/distributor/queries-network.ts";
import {
  changeDistributorLevelInput,
  changeTaxInput,
  distributorStatuses,
  freezeInput,
  listChildrenInput,
  moveInput,
} from "#domain/distributor/schema.ts";
import { idOut, minorOut, procedure, router } from "./init.ts";

const member = z.object({
  id: z.string(),
  uplineId: z.string().nullable(),
  no: z.number(),
  name: z.string(),
  status: z.enum(distributorStatuses),
  levelName: z.string(),
  directCount: z.number(),
  salesMinor: minorOut,
  redeemed: z.number(),
  earnedMinor: minorOut.nullable(),
});

export const distributorRouter = router({
  freeze: procedure
    .input(freezeInput)
    .output(idOut)
    .mutation(({ ctx, input }) => freezeDistributor(ctx, input)),
  unfreeze: procedure
    .input(freezeInput)
    .output(idOut)
    .mutation(({ ctx, input }) => unfreezeDistributor(ctx, input)),
  changeLevel: procedure
    .input(changeDistributorLevelInput)
    .output(idOut)
    .mutation(({ ctx, input }) => changeDistributorLevel(ctx, input)),
  changeTax: procedure
    .input(changeTaxInput)
    .output(idOut)
    .mutation(({ ctx, input }) => changeTax(ctx, input)),
  move: procedure
    .input(moveInput)
    .output(idOut)
    .mutation(({ ctx, input }) => moveDistributor(ctx, input)),
  children: procedure
    .input(listChildrenInput)
    .output(z.array(member))
    .query(({ ctx, input }) => listChildren(ctx, input)),
});
