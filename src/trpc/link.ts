import { z } from "zod";
import { changeLink } from "#domain/link/change-link.ts";
import { createLink } from "#domain/link/create-link.ts";
import { pauseLink } from "#domain/link/pause-link.ts";
import { listFigures } from "#domain/link/queries.ts";
import { resumeLink } from "#domain/link/resume-link.ts";
import { revokeLink } from "#domain/link/revoke-link.ts";
import { changeLinkInput, createLinkInput, figuresInput, linkIdInput, linkStates, stopLinkInput } from "#domain/link/schema.ts";
import { idOut, procedure, router } from "./init.ts";

const figuresOut = z.object({
  id: z.string(),
  state: z.enum(linkStates),
  quota: z.number(),
  claimed: z.number(),
  redeemed: z.number(),
  left: z.number(),
  gone: z.number(),
});

export const linkRouter = router({
  create: procedure
    .input(createLinkInput)
    .output(idOut)
    .mutation(({ ctx, input }) => createLink(ctx, input)),
  change: procedure
    .input(changeLinkInput)
    .output(idOut)
    .mutation(({ ctx, input }) => changeLink(ctx, input)),
  pause: procedure
    .input(stopLinkInput)
    .output(idOut)
    .mutation(({ ctx, input }) => pauseLink(ctx, input)),
  resume: procedure
    .input(linkIdInput)
    .output(idOut)
    .mutation(({ ctx, input }) => resumeLink(ctx, input)),
  revoke: procedure
    .input(stopLinkInput)
    .output(idOut.extend({ returned: z.number() }))
    .mutation(({ ctx, input }) => revokeLink(ctx, input)),
  figures: procedure
    .input(figuresInput)
    .output(z.array(figuresOut))
    .query(({ ctx, input }) => listFigures(ctx, input)),
});
