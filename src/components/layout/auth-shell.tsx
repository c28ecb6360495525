import Link from "next/link";
import type { ReactNode } from "react";
import { Brand } from "./brand.tsx";
import { LocaleSwitch } from "./locale-switch.tsx";
import { ThemeSwitch } from "./theme.tsx";

/*
 * <AuthShell title="登录" text="…" aside={<…/>} footer={<TextLink href="/forgot">忘记密码</TextLink>}>{form}</AuthShell>
 * Split screen: the form on the left, on wide screens a quiet panel with what the product is on the right.
 */
type AuthShellProps = { title: ReactNode; text?: ReactNode; aside?: ReactNode; footer?: ReactNode; children: ReactNode };

export function AuthShell({ title, text, aside, footer, children }: AuthShellProps) {
  return (
    <div className="grid min-h-dvh bg-surface lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
      <div className="flex flex-col px-5 sm:px-10">
        <header className="flex h-16 items-center justify-between">
          <Link href="/">
            <Brand />
          </Link>
          <div className="flex items-center">
            <ThemeSwitch />
            <LocaleSwitch />
          </div>
        </header>
        <main id="main" className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center py-10">
          <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
          {text ? <p className="mt-2 text-sm text-muted">{text}</p> : null}
          <div className="mt-8">{children}</div>
          {footer ? <div className="mt-6 text-sm text-muted">{footer}</div> : null}
        </main>
      </div>
      <aside className="hidden border-l border-border bg-background p-12 lg:grid lg:place-items-center">{aside}</aside>
    </div>
  );
}
