import { CalendarClock, Store, Ticket, TicketCheck } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatDateTime } from "#components/ui/date-time.tsx";
import { Money } from "#components/ui/money.tsx";
import type { PublicProduct } from "#domain/product/queries-public.ts";
import { Picture } from "./picture.tsx";

/** What it is and what it is worth: the top of a claim page. */
export function ProductHead({ product }: { product: PublicProduct }) {
  const t = useTranslations("claim");
  return (
    <section className="tile overflow-hidden">
      <Picture imageId={product.imageId} className="aspect-[16/9] w-full" />
      <div className="p-4">
        <p className="text-sm text-muted">{product.category.name}</p>
        <h1 className="mt-0.5 text-xl leading-snug font-semibold text-balance">{product.name}</h1>
        <p className="mt-3 flex items-baseline gap-2">
          <span className="text-sm text-muted">{t("worth")}</span>
          <Money minor={product.retailPriceMinor} currency={product.currency} className="text-2xl font-semibold" compact />
        </p>
      </div>
    </section>
  );
}

type FactsProps = { product: PublicProduct; limit: number; closesAt: Date | null };

/** Validity, place of use, how many: one line each, before anybody taps. */
export function ProductFacts({ product, limit, closesAt }: FactsProps) {
  const t = useTranslations("claim");
  const locale = useLocale();
  const { validityKind, validUntil, validDays, fulfilment } = product;
  const validity =
    validityKind === "FIXED" && validUntil
      ? t("validUntil", { date: formatDateTime(validUntil, { locale }) })
      : t("validDays", { days: validDays ?? 0 });
  return (
    <ul className="mt-4 grid gap-3 px-1 text-sm">
      <Fact icon={<Ticket />}>{t("perPerson", { count: limit })}</Fact>
      <Fact icon={<TicketCheck />}>{validity}</Fact>
      <Fact icon={<Store />}>{t(`fulfilment.${fulfilment}`)}</Fact>
      {closesAt ? <Fact icon={<CalendarClock />}>{t("openUntil", { date: formatDateTime(closesAt, { locale }) })}</Fact> : null}
    </ul>
  );
}

function Fact({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex items-start gap-3 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-muted">
      {icon}
      <span>{children}</span>
    </li>
  );
}

/** Description and rules as they were written: plain text, line by line. */
export function ProductRules({ product }: { product: PublicProduct }) {
  const t = useTranslations("claim");
  return (
    <div className="mt-6 grid gap-5 px-1 text-sm">
      {product.description ? <Words title={t("about")}>{product.description}</Words> : null}
      <Words title={t("rules")}>{product.usageRules || t("noRules")}</Words>
    </div>
  );
}

function Words({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="font-medium">{title}</h2>
      <p className="mt-1 leading-relaxed whitespace-pre-line text-muted">{children}</p>
    </section>
  );
}
