import { settleDue } from "#domain/settlement/settle-due.ts";
import { cronRoute } from "#lib/route.ts";

export const dynamic = "force-dynamic";

/** Closes what is due into statements. Takes effect once per period, however often or late this is called; goes on where it stopped. */
export const POST = cronRoute("settlement", (ctx) => settleDue(ctx));
export { POST as GET };
