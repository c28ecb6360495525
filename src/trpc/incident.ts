import { z } from "zod";
import { assignIncident } from "#domain/incident/assign-incident.ts";
import { noteIncident } from "#domain/incident/note-incident.ts";
import { resolveIncidents } from "#domain/incident/resolve-incidents.ts";
import { assignIncidentInput, noteIncidentInput, resolveIncidentsInput } from "#domain/incident/schema.ts";
import { idOut, procedure, router } from "./init.ts";

export const incidentRouter = router({
  assign: procedure
    .input(assignIncidentInput)
    .output(idOut)
    .mutation(({ ctx, input }) => assignIncident(ctx, input)),
  note: procedure
    .input(noteIncidentInput)
    .output(idOut)
    .mutation(({ ctx, input }) => noteIncident(ctx, input)),
  resolve: procedure
    .input(resolveIncidentsInput)
    .output(z.object({ resolved: z.number() }))
    .mutation(({ ctx, input }) => resolveIncidents(ctx, input)),
});
