import { CircleSlash, Hourglass, Link2Off, PackageOpen, PauseCircle, Undo2 } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { ConsumerNotice, ConsumerShell } from "#components/layout/consumer-shell.tsx";
import { one, type Params } from "#components/table/href.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { formatDateTime } from "#components/ui/date-time.tsx";
import { type OpenedLink, openLink } from "#domain/claim/queries.ts";
import { env } from "#lib/env.ts";
import { DomainError } from "#lib/errors.ts";
import { getDeviceCtx, orAnswer } from "#trpc/server.ts";
import { WalletLink } from "../../wallet-link.tsx";
import { Got } from "./got.tsx";
import { OpenPage } from "./open-page.tsx";
import { OpensIn } from "./opens-in.tsx";

type Props = { params: Promise<{ token: string }>; searchParams: Promise<Params> };

/** Read once for the page and its metadata. */
const open = cache(async (token: string) => openLink(await getDeviceCtx(), token));

/** What a preview in a chat shows: the product, never the token. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("claim");
  const link = await open((await params).token).catch(() => null);
  if (!link) return { title: t("title") };
  const { name, description, imageId } = link.product;
  const images = imageId ? [`${env().APP_URL}/api/files/${imageId}`] : [];
  return { title: name, description: t("title"), openGraph: { title: name, description: description || t("title"), images } };
}

export default async function ClaimPage({ params, searchParams }: Props) {
  const [{ token }, search] = await Promise.all([params, searchParams]);
  const link = await open(token).catch((error) => {
    if (error instanceof DomainError && error.code === "TOO_MANY_REQUESTS") return null;
    return orAnswer(Promise.reject(error));
  });
  if (!link) return <TooMany />;
  const got = link.mine.find((claim) => claim.voucherId === one(search.got));
  return (
    <ConsumerShell footer={<WalletLink />}>
      {got ? (
        <Got link={link} token={token} voucher={got} again={one(search.again) === "1"} />
      ) : link.state === "OPEN" || link.mine.length > 0 ? (
        <OpenPage link={link} token={token} refused={one(search.refused)} />
      ) : (
        <Closed link={link} />
      )}
    </ConsumerShell>
  );
}

const icons = {
  SOLD_OUT: <PackageOpen />,
  NOT_OPEN_YET: <Hourglass />,
  ENDED: <CircleSlash />,
  PAUSED: <PauseCircle />,
  REVOKED: <Undo2 />,
  OPEN: <Link2Off />,
};

async function Closed({ link }: { link: OpenedLink }) {
  const [t, locale] = await Promise.all([getTranslations("claim"), getLocale()]);
  const { state, opensAt, product } = link;
  const date = opensAt ? formatDateTime(opensAt, { locale }) : "";
  return (
    <ConsumerNotice icon={icons[state]} title={t(`state.${state}.title`)} text={t(`state.${state}.text`, { date })}>
      {state === "NOT_OPEN_YET" && opensAt ? (
        <>
          <OpensIn at={opensAt.toISOString()} serverNow={new Date().toISOString()} />
          <p className="text-sm text-muted">{t("state.NOT_OPEN_YET.wait")}</p>
        </>
      ) : null}
      <p className="text-sm text-muted">{product.name}</p>
    </ConsumerNotice>
  );
}

async function TooMany() {
  const t = await getTranslations("claim");
  return (
    <ConsumerShell>
      <ConsumerNotice icon={<Hourglass />} title={t("state.TOO_MANY_REQUESTS.title")} text={t("state.TOO_MANY_REQUESTS.text")}>
        <ButtonLink href="/v" size="tap">
          {t("myVouchers")}
        </ButtonLink>
      </ConsumerNotice>
    </ConsumerShell>
  );
}
