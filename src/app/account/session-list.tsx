import { Monitor, Smartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import type { OwnAccount } from "#domain/user/queries.ts";
import { browserOf } from "./browser-of.ts";
import { EndSession, SignOutEverywhere } from "./session-buttons.tsx";

/** Where this account is signed in, the present browser first. */
export function SessionList({ sessions }: Pick<OwnAccount, "sessions">) {
  const t = useTranslations("account.sessions");
  const sorted = [...sessions].sort((a, b) => Number(b.current) - Number(a.current));
  return (
    <Card title={t("title")} description={t("lead")} actions={<SignOutEverywhere />}>
      <ul className="grid divide-y divide-border">
        {sorted.map((session) => {
          const { name, phone } = browserOf(session.userAgent);
          const Icon = phone ? Smartphone : Monitor;
          return (
            <li key={session.id} className="flex items-center gap-3 py-3 first:pt-0 last:pb-0">
              <Icon aria-hidden="true" className="size-5 shrink-0 text-muted" />
              <div className="min-w-0 flex-1 text-sm">
                <p className="flex flex-wrap items-center gap-2 font-medium">
                  {name ?? t("unknown")}
                  {session.current ? <Badge tone="accent">{t("current")}</Badge> : null}
                </p>
                <p className="mt-0.5 text-xs text-muted">
                  {session.ip ? <span className="mr-2">{session.ip}</span> : null}
                  {t("lastSeen")} <DateTime at={session.lastSeenAt} />
                </p>
              </div>
              {session.current ? null : <EndSession id={session.id} />}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
