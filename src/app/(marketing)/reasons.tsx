import {
  BookOpenCheck,
  Building2,
  CircleCheckBig,
  Database,
  LockKeyhole,
  ScrollText,
  Smartphone,
  Store,
  UserRoundCheck,
  UsersRound,
} from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Section } from "./section.tsx";

const roles = [
  ["operator", Building2, "/guides/quick-start"],
  ["distributor", UsersRound, "/guides/distributor"],
  ["consumer", Smartphone, "/guides/consumer"],
  ["merchant", Store, "/guides/store"],
] as const;

export function Roles() {
  const t = useTranslations("marketing.home");
  return (
    <Section quiet title={t("rolesTitle")} text={t("rolesText")}>
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        {roles.map(([key, Icon, href]) => (
          <li key={key} className="tile relative flex flex-col p-6 transition-colors hover:border-border-strong">
            <Icon aria-hidden="true" className="size-5 text-accent-soft-foreground" />
            <h3 className="mt-5 text-base font-semibold">{t(`roles.${key}.title`)}</h3>
            <p className="mt-1.5 flex-1 text-sm leading-6 text-muted">{t(`roles.${key}.text`)}</p>
            <Link href={href} className="mt-4 text-sm font-medium text-link after:absolute after:inset-0">
              {t(`roles.${key}.link`)} →
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const trusts = [
  ["vault", LockKeyhole],
  ["once", CircleCheckBig],
  ["ledger", BookOpenCheck],
  ["two", UserRoundCheck],
  ["audit", ScrollText],
  ["own", Database],
] as const;

export function Trust() {
  const t = useTranslations("marketing.home");
  return (
    <Section title={t("trustTitle")} text={t("trustText")}>
      <dl className="grid gap-x-12 gap-y-9 sm:grid-cols-2 lg:grid-cols-3">
        {trusts.map(([key, Icon]) => (
          <div key={key} className="border-t border-border pt-5">
            <dt className="flex items-center gap-2.5 text-base font-semibold">
              <Icon aria-hidden="true" className="size-5 text-accent-soft-foreground" />
              {t(`trust.${key}.title`)}
            </dt>
            <dd className="mt-2 text-sm leading-6 text-muted">{t(`trust.${key}.text`)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
