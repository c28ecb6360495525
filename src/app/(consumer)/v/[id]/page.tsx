import { CircleCheck, CircleSlash, Hourglass } from "lucide-react";
import type { Metadata } from "next";
import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ConsumerShell } from "#components/layout/consumer-shell.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { formatDateTime } from "#components/ui/date-time.tsx";
import { getOwnVoucher, listStores } from "#domain/claim/queries-wallet.ts";
import { getDeviceCtx, orAnswer } from "#trpc/server.ts";
import { ProductHead, ProductRules } from "../../product-facts.tsx";
import { WalletLink } from "../../wallet-link.tsx";
import { RevealCode } from "./reveal-code.tsx";
import { StorePass } from "./store-pass.tsx";
import { VoucherFacts } from "./voucher-facts.tsx";

type Props = { params: Promise<{ id: string }> };
type Voucher = Awaited<ReturnType<typeof getOwnVoucher>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("claim"))("voucher.title") };
}

export default async function VoucherPage({ params }: Props) {
  const ctx = await getDeviceCtx();
  const voucher = await orAnswer(getOwnVoucher(ctx, (await params).id));
  const { product, id, tab } = voucher;
  const stores = product.fulfilment === "STORE" ? await listStores(ctx, { productId: product.id }) : [];
  const code = product.fulfilment === "CODE";
  return (
    <ConsumerShell footer={<WalletLink />}>
      <Ended voucher={voucher} />
      <Soon voucher={voucher} now={ctx.now} />
      <ProductHead product={product} />
      {code && tab !== "expired" ? <RevealCode voucherId={id} used={tab === "used"} /> : null}
      {!code && tab === "usable" ? <StorePass voucherId={id} /> : null}
      <VoucherFacts voucher={voucher} stores={stores} />
      <ProductRules product={product} />
    </ConsumerShell>
  );
}

/** Used, past or cancelled: said first, in words. */
async function Ended({ voucher }: { voucher: Voucher }) {
  const [t, locale] = await Promise.all([getTranslations("claim.voucher"), getLocale()]);
  const { tab, status, expiresAt, redeemedAt, redemption } = voucher;
  if (tab === "usable") return null;
  const date = (at: Date | null) => (at ? formatDateTime(at, { locale }) : "—");
  if (tab === "used") {
    const store = redemption?.merchant?.name;
    const text = store ? t("usedAtStore", { date: date(redeemedAt), store }) : t("usedText", { date: date(redeemedAt) });
    return <State icon={<CircleCheck className="text-success" />} title={t("usedTitle")} text={text} />;
  }
  if (status === "VOIDED") return <State icon={<CircleSlash />} title={t("voidedTitle")} text={t("voidedText")} />;
  return <State icon={<Hourglass />} title={t("expiredTitle")} text={t("expiredText", { date: date(expiresAt) })} />;
}

function State({ icon, title, text }: { icon: ReactNode; title: string; text: string }) {
  return (
    <div className="tile mb-4 flex items-start gap-3 p-4 [&>svg]:mt-0.5 [&>svg]:size-5 [&>svg]:shrink-0" role="status">
      {icon}
      <div>
        <p className="font-medium">{title}</p>
        <p className="mt-0.5 text-sm text-muted">{text}</p>
      </div>
    </div>
  );
}

async function Soon({ voucher, now }: { voucher: Voucher; now: Date }) {
  const [t, format] = await Promise.all([getTranslations("claim.voucher"), getFormatter()]);
  const { tab, expiresAt } = voucher;
  if (tab !== "usable" || !expiresAt || expiresAt.getTime() - now.getTime() > 7 * 24 * 3_600_000) return null;
  return (
    <Alert tone="warning" className="mb-4">
      {t("soon", { when: format.relativeTime(expiresAt, now) })}
    </Alert>
  );
}
