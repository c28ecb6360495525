import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { getOwnAccount } from "#domain/user/queries.ts";
import { isLocale } from "#i18n/locale.ts";
import { orAnswer, requireUser } from "#trpc/server.ts";
import { PasswordForm } from "./password-form.tsx";
import { ProfileForm } from "./profile-form.tsx";
import { SessionList } from "./session-list.tsx";
import { TwoStepCard } from "./two-step-card.tsx";

/** One's own account: the same page in all three back offices. */
export async function AccountPage() {
  const account = await orAnswer(getOwnAccount(await requireUser()));
  const t = await getTranslations("account");
  const { name, email, locale, hasTotp, totpRequired, recoveryCodesLeft, sessions } = account;
  return (
    <ClientMessages of={["account"]}>
      <PageHeader title={t("title")} description={email} />
      <div className="grid max-w-3xl gap-5">
        <Card title={t("profile.title")}>
          <ProfileForm name={name} locale={isLocale(locale) ? locale : "zh-CN"} />
        </Card>
        <Card title={t("password.title")} description={t("password.lead")}>
          <PasswordForm email={email} />
        </Card>
        <TwoStepCard hasTotp={hasTotp} required={totpRequired} recoveryCodesLeft={recoveryCodesLeft} />
        <SessionList sessions={sessions} />
      </div>
    </ClientMessages>
  );
}
