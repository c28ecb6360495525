"use client";

import { Dropdown } from "@heroui/react/dropdown";
import { Header } from "@heroui/react/header";
import { Separator } from "@heroui/react/separator";
import { CircleUserRound, LogOut } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Avatar } from "#components/ui/avatar.tsx";
import { isLocale, locales } from "#i18n/locale.ts";
import { useLocaleChoice } from "./locale-switch.tsx";
import { signOut } from "./sign-out.ts";
import { themeIcon, themes, useThemeChoice } from "./theme.tsx";

const headerClass = "px-2 pt-2 pb-1 text-xs text-muted";

/** Who is signed in, and what is theirs alone: account, language, appearance, sign out. */
export type ShellUser = { name: string; detail?: string };

export function UserMenu({ user, accountHref }: { user: ShellUser; accountHref: string }) {
  const t = useTranslations();
  const router = useRouter();
  const [locale, chooseLocale] = useLocaleChoice();
  const [theme, chooseTheme] = useThemeChoice();
  function act(key: string) {
    const [kind, value = ""] = key.split(":");
    if (kind === "account") router.push(accountHref);
    if (kind === "sign-out") void signOut();
    if (kind === "theme") chooseTheme(value);
    if (kind === "locale" && isLocale(value)) chooseLocale(value);
  }
  return (
    <Dropdown>
      <Dropdown.Trigger className="flex h-9 items-center gap-2 rounded-lg px-1.5 text-sm font-medium hover:bg-default">
        <Avatar name={user.name} className="size-7" />
        <span className="sr-only max-w-40 truncate sm:not-sr-only">{user.name}</span>
        <span className="sr-only">{t("nav.accountMenu")}</span>
      </Dropdown.Trigger>
      <Dropdown.Popover placement="bottom end" className="w-60">
        <div className="px-3 pt-3 pb-1">
          <p className="truncate text-sm font-medium">{user.name}</p>
          {user.detail ? <p className="truncate text-xs text-muted">{user.detail}</p> : null}
        </div>
        <Dropdown.Menu aria-label={t("nav.accountMenu")} onAction={(key) => act(String(key))}>
          <Dropdown.Item id="account" textValue={t("nav.account")}>
            <CircleUserRound aria-hidden="true" className="size-4 text-muted" />
            <span className="text-sm">{t("nav.account")}</span>
          </Dropdown.Item>
          <Separator />
          <Dropdown.Section selectionMode="single" selectedKeys={[`locale:${locale}`]}>
            <Header className={headerClass}>{t("common.language.label")}</Header>
            {locales.map((one) => (
              <Dropdown.Item key={one} id={`locale:${one}`} textValue={t(`common.language.${one}`)}>
                <span className="flex-1 text-sm">{t(`common.language.${one}`)}</span>
                <Dropdown.ItemIndicator />
              </Dropdown.Item>
            ))}
          </Dropdown.Section>
          <Separator />
          <Dropdown.Section selectionMode="single" selectedKeys={[`theme:${theme}`]}>
            <Header className={headerClass}>{t("common.theme.label")}</Header>
            {themes.map((one) => {
              const Icon = themeIcon[one];
              return (
                <Dropdown.Item key={one} id={`theme:${one}`} textValue={t(`common.theme.${one}`)}>
                  <Icon aria-hidden="true" className="size-4 text-muted" />
                  <span className="flex-1 text-sm">{t(`common.theme.${one}`)}</span>
                  <Dropdown.ItemIndicator />
                </Dropdown.Item>
              );
            })}
          </Dropdown.Section>
          <Separator />
          <Dropdown.Item id="sign-out" textValue={t("common.action.signOut")}>
            <LogOut aria-hidden="true" className="size-4 text-muted" />
            <span className="text-sm">{t("common.action.signOut")}</span>
          </Dropdown.Item>
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  );
}
