import { Mail, Phone } from "lucide-react";
import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "#components/ui/button.tsx";
import { getPublicContact } from "#domain/setting/queries.ts";
import { getCtx } from "#trpc/server.ts";
import { FactTable } from "../fact-table.tsx";
import { pageMeta } from "../meta.ts";
import { Section } from "../section.tsx";
import { LimitTable } from "./limit-table.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("marketing.meta");
  return pageMeta("/pricing", t("pricing"), t("pricingText"));
}

export default async function PricingPage() {
  const contact = await getPublicContact(await getCtx());
  const t = await getTranslations("marketing.pricing");
  return (
    <>
      <section className="mx-auto max-w-page px-5 pt-12 sm:px-8 sm:pt-20">
        <h1 className="text-display text-balance">{t("title")}</h1>
        <p className="mt-5 max-w-2xl text-lg leading-8 text-muted">{t("lead")}</p>
        <p className="mt-3 max-w-2xl leading-7 text-muted">{t("noMeter")}</p>
      </section>
      <Deployments />
      <Quote contact={contact} />
      <Section title={t("limitsTitle")} text={t("limitsText")}>
        <LimitTable />
        <p className="mt-5 text-sm leading-6 text-muted">{t("not")}</p>
      </Section>
      <Section quiet title={t("try")} text={t("tryText")}>
        <ButtonLink href="/guides" size="tap">
          {t("guides")}
        </ButtonLink>
      </Section>
    </>
  );
}

const rows = ["fit", "features", "machine", "database", "files", "keys", "start", "backup", "other"] as const;

function Deployments() {
  const t = useTranslations("marketing.pricing");
  return (
    <Section title={t("tableTitle")}>
      <FactTable
        label={t("tableTitle")}
        head={[t("row"), t("single"), t("cluster")]}
        rows={rows.map((key) => [t(`rows.${key}.what`), t(`rows.${key}.single`), t(`rows.${key}.cluster`)])}
      />
    </Section>
  );
}

const asked = ["scale", "deploy", "channel", "data", "help"] as const;
const others = ["server", "sms", "mail", "domain"] as const;
type Contact = Awaited<ReturnType<typeof getPublicContact>>;

function Quote({ contact }: { contact: Contact }) {
  const t = useTranslations("marketing.pricing");
  return (
    <Section quiet title={t("quoteTitle")} text={t("quoteText")}>
      <div className="grid gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <ol className="tile grid content-start gap-4 p-6">
          {asked.map((key, index) => (
            <li key={key} className="flex gap-3 leading-7">
              <span aria-hidden="true" className="tnum w-4 shrink-0 text-muted">
                {index + 1}
              </span>
              {t(`ask.${key}`)}
            </li>
          ))}
        </ol>
        <div className="grid gap-4">
          <ContactCard contact={contact} />
          <div className="tile p-6">
            <h3 className="font-semibold">{t("thirdTitle")}</h3>
            <ul className="mt-3 grid list-disc gap-1.5 pl-4 text-sm leading-6 text-muted">
              {others.map((key) => (
                <li key={key}>{t(`third.${key}`)}</li>
              ))}
            </ul>
          </div>
        </div>
      </div>
    </Section>
  );
}

function ContactCard({ contact: { operatorName, email, phone } }: { contact: Contact }) {
  const t = useTranslations("marketing.pricing");
  return (
    <div id="contact" className="tile p-6">
      <h3 className="font-semibold">{t("contactTitle")}</h3>
      <p className="mt-2 text-sm leading-6 text-muted">
        {email || phone ? t("contactText", { operator: operatorName }) : t("noContact")}
      </p>
      {email ? (
        <p className="mt-4">
          <a
            className="button button--primary button--tap button--full-width"
            href={`mailto:${email}?subject=${encodeURIComponent(t("mailSubject"))}`}
          >
            <Mail />
            {t("mail")}
          </a>
          <span className="mt-2 block text-center text-sm break-all text-muted">{email}</span>
        </p>
      ) : null}
      {phone ? (
        <p className="mt-4">
          <a className="button button--secondary button--tap button--full-width" href={`tel:${phone.replaceAll(/[^\d+]/g, "")}`}>
            <Phone />
            {t("call")} {phone}
          </a>
        </p>
      ) : null}
    </div>
  );
}
