import { HandCoins, Plus, QrCode, ShoppingCart, Ticket } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Money } from "#components/ui/money.tsx";
import type { Example, Invitation } from "./page.tsx";

const soldInExample = 100n;

/** One real product at today's prices: what a hundred sold vouchers bring. */
export function Earnings({ invitation }: { invitation: Invitation }) {
  const t = useTranslations("join.earn");
  const [product] = invitation.products;
  if (!product) return null;
  const own = product.shares.find((share) => share.depth === 1)?.amountMinor ?? 0n;
  const each = product.marginMinor + own;
  return (
    <aside className="tile p-6 shadow-sm sm:p-7" aria-label={t("title")}>
      <p className="text-sm text-muted">{t("example", { product: product.name })}</p>
      <dl className="mt-5 grid gap-3 text-sm">
        <Row label={t("retail")} minor={product.retailPriceMinor} />
        <Row label={t("yourPrice", { level: invitation.level?.name ?? "" })} minor={product.priceMinor} />
        <Row label={t("margin")} minor={product.marginMinor} good />
        {own > 0n ? <Row label={t("commission")} minor={own} good /> : null}
      </dl>
      <div className="mt-5 border-t border-separator pt-5">
        <p className="text-sm text-muted">{t("sold", { count: Number(soldInExample) })}</p>
        <p className="mt-1 text-4xl font-semibold tracking-tight">
          <Money minor={each * soldInExample} compact />
        </p>
        <p className="mt-2 text-xs text-muted">{t("note")}</p>
      </div>
    </aside>
  );
}

function Row({ label, minor, good }: { label: string; minor: bigint; good?: boolean }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className="text-muted">{label}</dt>
      <dd className={good ? "font-semibold text-success-soft-foreground" : "font-medium"}>
        <Money minor={minor} signed={good} />
      </dd>
    </div>
  );
}

export function Steps() {
  const t = useTranslations("join.steps");
  return (
    <section id="how" className="border-y border-border bg-background">
      <div className="mx-auto max-w-page px-5 py-16 sm:px-8">
        <h2 className="max-w-2xl text-3xl font-semibold tracking-tight text-balance">{t("title")}</h2>
        <ol className="mt-8 grid gap-4 md:grid-cols-3">
          <Step number="1" icon={<ShoppingCart />} title={t("buy.title")} text={t("buy.text")} />
          <Step number="2" icon={<QrCode />} title={t("share.title")} text={t("share.text")} />
          <Step number="3" icon={<HandCoins />} title={t("earn.title")} text={t("earn.text")} />
        </ol>
      </div>
    </section>
  );
}

function Step({ number, icon, title, text }: { number: string; icon: ReactNode; title: string; text: string }) {
  return (
    <li className="tile p-6">
      <div className="flex items-center justify-between text-accent-soft-foreground [&>svg]:size-5">
        {icon}
        <span aria-hidden="true" className="tnum text-sm text-muted">
          {number}
        </span>
      </div>
      <h3 className="mt-5 text-base font-semibold">{title}</h3>
      <p className="mt-1.5 text-sm leading-6 text-muted">{text}</p>
    </li>
  );
}

export function Products({ invitation }: { invitation: Invitation }) {
  const t = useTranslations("join.products");
  if (invitation.products.length === 0) return null;
  return (
    <section className="mx-auto max-w-page px-5 py-16 sm:px-8">
      <h2 className="max-w-2xl text-3xl font-semibold tracking-tight text-balance">{t("title")}</h2>
      <p className="mt-3 max-w-2xl text-muted">{t("text", { level: invitation.level?.name ?? "" })}</p>
      <ul className="mt-8 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {invitation.products.map((product) => (
          <ProductCard key={product.id} product={product} />
        ))}
      </ul>
    </section>
  );
}

function ProductCard({ product }: { product: Example }) {
  const t = useTranslations("join.products");
  const commission = (depth: number) => product.shares.find((share) => share.depth === depth)?.amountMinor ?? 0n;
  return (
    <li className="tile overflow-hidden">
      <div className="relative grid aspect-[5/2] place-items-center bg-accent-soft text-accent-soft-foreground sm:aspect-[16/9]">
        {product.imageId ? (
          <img src={`/api/files/${product.imageId}`} alt="" loading="lazy" className="absolute inset-0 size-full object-cover" />
        ) : (
          <Ticket aria-hidden="true" className="size-10 opacity-70" />
        )}
      </div>
      <div className="p-5">
        <div className="flex items-start justify-between gap-3">
          <h3 className="font-semibold">{product.name}</h3>
          <Badge>{t(`fulfilment.${product.fulfilment}`)}</Badge>
        </div>
        {product.description ? <p className="mt-1.5 line-clamp-2 text-sm text-muted">{product.description}</p> : null}
        <dl className="mt-4 grid gap-2 border-t border-separator pt-4 text-sm">
          <Row label={t("retail")} minor={product.retailPriceMinor} />
          <Row label={t("yourPrice")} minor={product.priceMinor} />
          <Row label={t("margin")} minor={product.marginMinor} good />
          {commission(1) > 0n ? <Row label={t("own")} minor={commission(1)} good /> : null}
          {commission(2) > 0n ? <Row label={t("team")} minor={commission(2)} good /> : null}
        </dl>
      </div>
    </li>
  );
}

const questions = ["cost", "stock", "paid", "refund", "team", "review"] as const;

export function Faq({ invitation }: { invitation: Invitation }) {
  const t = useTranslations("join.faq");
  return (
    <section className="mx-auto max-w-3xl px-5 pb-16 sm:px-8">
      <h2 className="text-3xl font-semibold tracking-tight">{t("title")}</h2>
      <div className="mt-6 divide-y divide-separator border-y border-separator">
        {questions.map((key) => (
          <details key={key} className="group py-4">
            <summary className="flex min-h-11 list-none items-center justify-between gap-4 text-base font-medium [&::-webkit-details-marker]:hidden">
              {t(`${key}.q`)}
              <Plus aria-hidden="true" className="size-5 shrink-0 text-muted transition-transform group-open:rotate-45" />
            </summary>
            <p className="mt-2 leading-7 text-muted">{t(`${key}.a`, { depth: invitation.networkDepth })}</p>
          </details>
        ))}
      </div>
    </section>
  );
}
