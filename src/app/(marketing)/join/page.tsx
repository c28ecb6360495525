import { redirect } from "next/navigation";
import { getOperatorInviteCode } from "#domain/application/queries-invitation.ts";
import { getCtx } from "#trpc/server.ts";

export const dynamic = "force-dynamic";

/** The operator's own recruitment page. */
export default async function JoinPage() {
  redirect(`/join/${await getOperatorInviteCode(await getCtx())}`);
}
