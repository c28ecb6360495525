import { redirect } from "next/navigation";
import { one, type Params } from "#components/table/href.ts";
import { getOperatorInviteCode } from "#domain/application/queries-invitation.ts";
import { addressIn, isLocale, localeParam } from "#i18n/locale.ts";
import { getCtx } from "#trpc/server.ts";

export const dynamic = "force-dynamic";

/** The operator's own recruitment page. */
export default async function JoinPage({ searchParams }: { searchParams: Promise<Params> }) {
  const named = one((await searchParams)[localeParam]);
  const path = `/join/${await getOperatorInviteCode(await getCtx())}`;
  redirect(isLocale(named) ? addressIn(named, path) : path);
}
