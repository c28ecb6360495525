import { HandCoins, KeyRound, Link2, Network, QrCode, ReceiptText, ShieldCheck, Ticket } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button.tsx";
import { FlowPicture } from "./flow-picture.tsx";

export default function LandingPage() {
  const t = useTranslations("marketing.home");
  return (
    <>
      <section className="mx-auto grid max-w-page items-center gap-12 px-5 pt-14 pb-20 sm:px-8 sm:pt-20 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)] lg:gap-16 lg:pt-28">
        <div>
          <h1 className="text-display text-balance">{t("title")}</h1>
          <p className="mt-6 max-w-xl text-lg leading-8 text-muted">{t("lead")}</p>
          <div className="mt-9 flex flex-wrap gap-3">
            <ButtonLink href="/sign-in" variant="primary" size="tap">
              {t("start")}
            </ButtonLink>
            <ButtonLink href="/guides" size="tap">
              {t("how")}
            </ButtonLink>
          </div>
        </div>
        <FlowPicture />
      </section>
      <section className="border-y border-border bg-background">
        <div className="mx-auto max-w-page px-5 py-20 sm:px-8">
          <h2 className="max-w-2xl text-3xl font-semibold tracking-tight text-balance">{t("stepsTitle")}</h2>
          <ol className="mt-10 grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
            <Step number="1" icon={<KeyRound />} title={t("step1.title")} text={t("step1.text")} />
            <Step number="2" icon={<Network />} title={t("step2.title")} text={t("step2.text")} />
            <Step number="3" icon={<QrCode />} title={t("step3.title")} text={t("step3.text")} />
            <Step number="4" icon={<HandCoins />} title={t("step4.title")} text={t("step4.text")} />
          </ol>
        </div>
      </section>
      <section className="mx-auto max-w-page px-5 py-20 sm:px-8">
        <h2 className="max-w-2xl text-3xl font-semibold tracking-tight text-balance">{t("promisesTitle")}</h2>
        <dl className="mt-10 grid gap-x-12 gap-y-10 sm:grid-cols-2">
          <Pledge icon={<ShieldCheck />} title={t("promise1.title")} text={t("promise1.text")} />
          <Pledge icon={<Ticket />} title={t("promise2.title")} text={t("promise2.text")} />
          <Pledge icon={<ReceiptText />} title={t("promise3.title")} text={t("promise3.text")} />
          <Pledge icon={<Link2 />} title={t("promise4.title")} text={t("promise4.text")} />
        </dl>
      </section>
    </>
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

function Pledge({ icon, title, text }: { icon: ReactNode; title: string; text: string }) {
  return (
    <div className="border-t border-border pt-5">
      <dt className="flex items-center gap-2.5 text-base font-semibold [&>svg]:size-5 [&>svg]:text-accent-soft-foreground">
        {icon}
        {title}
      </dt>
      <dd className="mt-2 text-sm leading-6 text-muted">{text}</dd>
    </div>
  );
}
