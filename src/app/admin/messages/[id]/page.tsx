import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { can } from "#domain/access/rules.ts";
import { getMessageText, type MessageText } from "#domain/message/queries-text.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { ResendButton } from "./resend-button.tsx";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("message"))("title") };
}

export default async function MessagePage({ params }: Props) {
  const ctx = await requireStaff("message:read");
  const message = await orAnswer(getMessageText(ctx, (await params).id));
  const t = await getTranslations("message");
  const title = t(`template.${message.template}`);
  const resend = message.status === "FAILED" && message.secrets !== "cleared" && can(ctx.actor, "message:resend");
  return (
    <ClientMessages of={["message"]}>
      <PageHeader
        title={title}
        crumbs={[{ href: "/admin/messages", label: t("title") }, { label: title }]}
        badge={<StatusBadge status={message.status} label={t(`status.${message.status}`)} />}
        actions={resend ? <ResendButton id={message.id} /> : undefined}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="grid gap-4">
          <SecretsNotice message={message} />
          <Body message={message} />
        </div>
        <Facts message={message} />
      </div>
    </ClientMessages>
  );
}

async function Facts({ message }: { message: MessageText }) {
  const t = await getTranslations("message");
  const { channel, recipient, locale, provider, providerRef, attempts, createdAt, sentAt, status, nextAttemptAt, lastError } =
    message;
  const items = [
    { label: t("channel.label"), value: t(`channel.${channel}`) },
    { label: t("recipient"), value: recipient },
    { label: t("language"), value: t(`locale.${locale}`) },
    { label: t("createdAt"), value: <DateTime at={createdAt} seconds /> },
    { label: t("sentAt"), value: <DateTime at={sentAt} seconds /> },
    { label: t("attempts"), value: attempts },
    { label: t("provider"), value: provider ? t(`via.${provider}`) : null },
    { label: t("providerRef"), value: providerRef },
    ...(status === "PENDING" ? [{ label: t("nextAttempt"), value: <DateTime at={nextAttemptAt} seconds /> }] : []),
    ...(lastError ? [{ label: t("lastError"), value: <span className="break-words">{lastError}</span> }] : []),
  ];
  return (
    <Card title={t("delivery")}>
      <DescriptionList items={items} columns={1} />
    </Card>
  );
}

async function SecretsNotice({ message }: { message: MessageText }) {
  const t = await getTranslations("message.secrets");
  if (message.secrets === "none") return null;
  const { link } = message;
  return (
    <Alert
      tone={message.secrets === "shown" ? "accent" : "neutral"}
      action={
        link ? (
          <CopyButton value={link} variant="secondary">
            {t("copyLink")}
          </CopyButton>
        ) : undefined
      }
    >
      {t(message.secrets)}
    </Alert>
  );
}

/** The mail in a frame of its own that may run nothing; the SMS as the phone shows it. */
async function Body({ message }: { message: MessageText }) {
  const t = await getTranslations("message");
  const { text } = message;
  if (text.channel === "SMS")
    return (
      <Card title={t("body")}>
        <p className="max-w-md rounded-2xl rounded-tl-sm bg-surface-secondary px-4 py-3 text-base" data-testid="message-text">
          {text.text}
        </p>
      </Card>
    );
  return (
    <>
      <Card title={text.subject} description={t("subject")} flush>
        <iframe title={text.subject} sandbox="" srcDoc={text.html} className="h-[26rem] w-full rounded-b-xl bg-white" />
      </Card>
      <Card title={t("plainText")}>
        <pre className="font-sans text-sm break-words whitespace-pre-wrap" data-testid="message-text">
          {text.text}
        </pre>
      </Card>
    </>
  );
}
