import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { TextLink } from "#components/ui/button.tsx";
import { cx } from "#components/ui/class-names.ts";
import { Screen } from "./screen.tsx";

type Key = "import" | "stock" | "claim" | "settle";

/** Four chapters of the chain, each beside the screen where it happens. */
export function Features() {
  return (
    <div className="mx-auto grid max-w-page gap-20 px-5 py-20 sm:px-8 lg:gap-28">
      <Feature name="import" href="/guides/import">
        <Screen name="import" />
      </Feature>
      <Feature name="stock" href="/guides/distributor" flip>
        <Screen name="stock" />
      </Feature>
      <Feature name="claim" href="/guides/consumer">
        <div className="mx-auto flex max-w-xl justify-center gap-4 sm:gap-6">
          <Screen name="claim" className="w-1/2 max-w-64" />
          <Screen name="voucher" className="mt-10 w-1/2 max-w-64" />
        </div>
      </Feature>
      <Feature name="settle" href="/guides/commission" flip>
        <Screen name="settlement" />
      </Feature>
    </div>
  );
}

type FeatureProps = { name: Key; href: string; flip?: boolean; children: ReactNode };

function Feature({ name, href, flip, children }: FeatureProps) {
  const t = useTranslations("marketing.home.feature");
  return (
    <section className="grid items-center gap-10 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)] lg:gap-16">
      <div className={cx(flip && "lg:order-2")}>
        <h2 className="text-3xl font-semibold tracking-tight text-balance">{t(`${name}.title`)}</h2>
        <p className="mt-4 text-base leading-7 text-muted">{t(`${name}.text`)}</p>
        <ul className="mt-6 grid gap-3">
          {(["a", "b", "c"] as const).map((point) => (
            <li key={point} className="flex gap-3 text-sm leading-6">
              <Check aria-hidden="true" className="mt-1 size-4 shrink-0 text-success-soft-foreground" />
              {t(`${name}.${point}`)}
            </li>
          ))}
        </ul>
        <p className="mt-6 text-sm">
          <TextLink href={href}>{t(`${name}.link`)} →</TextLink>
        </p>
      </div>
      <div className={cx("min-w-0", flip && "lg:order-1 lg:grid lg:grid-cols-1")}>{children}</div>
    </section>
  );
}
