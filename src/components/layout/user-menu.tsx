"use client";

import { CircleUserRound, LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { Avatar } from "#components/ui/avatar.tsx";
import { Menu, type MenuItem } from "#components/ui/menu.tsx";
import { locales } from "#i18n/locale.ts";
import { useLocaleChoice } from "./locale-switch.tsx";
import { signOut } from "./sign-out.ts";
import { themeIcon, themes, useThemeChoice } from "./theme.tsx";

/** Who is signed in, and what is theirs alone: account, language, appearance, sign out. */
export type ShellUser = { name: string; detail?: string };

export function UserMenu({ user, accountHref }: { user: ShellUser; accountHref: string }) {
  const t = useTranslations();
  const [locale, chooseLocale] = useLocaleChoice();
  const [theme, chooseTheme] = useThemeChoice();
  const items: MenuItem[] = [
    { key: "account", label: t("nav.account"), icon: <CircleUserRound />, href: accountHref },
    ...locales.map((one) => ({
      key: one,
      label: t(`common.language.${one}`),
      section: t("common.language.label"),
      checked: one === locale,
      onSelect: () => chooseLocale(one),
    })),
    ...themes.map((one) => {
      const Icon = themeIcon[one];
      return {
        key: one,
        label: t(`common.theme.${one}`),
        icon: <Icon />,
        section: t("common.theme.label"),
        checked: one === theme,
        onSelect: () => chooseTheme(one),
      };
    }),
    { key: "sign-out", label: t("common.action.signOut"), icon: <LogOut />, onSelect: () => void signOut() },
  ];
  return (
    <Menu
      items={items}
      triggerClassName="flex h-9 items-center gap-2 rounded-lg px-1.5 text-sm font-medium hover:bg-default"
      trigger={
        <>
          <Avatar name={user.name} className="size-7" />
          <span className="sr-only max-w-40 truncate sm:not-sr-only">{user.name}</span>
          <span className="sr-only">{t("nav.accountMenu")}</span>
        </>
      }
      header={
        <div className="px-3 pt-3 pb-1">
          <p className="truncate text-sm font-medium">{user.name}</p>
          {user.detail ? <p className="truncate text-xs text-muted">{user.detail}</p> : null}
        </div>
      }
    />
  );
}
