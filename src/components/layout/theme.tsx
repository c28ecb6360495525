"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { ThemeProvider as NextThemes, useTheme } from "next-themes";
import { type ReactNode, useSyncExternalStore } from "react";
import { Button } from "#components/ui/button.tsx";

/* <ThemeSwitch /> one small button: light → dark → system. In back offices the user menu has the same choice in words. */
export function ThemeProvider({ nonce, children }: { nonce?: string; children: ReactNode }) {
  return (
    <NextThemes attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange nonce={nonce}>
      {children}
    </NextThemes>
  );
}

export const themes = ["light", "dark", "system"] as const;
export type ThemeChoice = (typeof themes)[number];
export const themeIcon = { light: Sun, dark: Moon, system: Monitor };

/** The choice is in the browser only: before hydration we do not know it. */
export function useThemeChoice(): [ThemeChoice, (next: string) => void] {
  const { theme, setTheme } = useTheme();
  const hydrated = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
  const known = themes.find((candidate) => candidate === theme);
  return [hydrated && known ? known : "system", setTheme];
}

export function ThemeSwitch() {
  const t = useTranslations("common.theme");
  const [choice, setChoice] = useThemeChoice();
  const Icon = themeIcon[choice];
  const next = themes[(themes.indexOf(choice) + 1) % themes.length] ?? "system";
  return (
    <Button
      variant="ghost"
      iconOnly
      aria-label={`${t("label")}: ${t(choice)}`}
      title={t(choice)}
      icon={<Icon />}
      onClick={() => setChoice(next)}
    />
  );
}
