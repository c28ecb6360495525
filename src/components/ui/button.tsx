import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./class-names.ts";
import { Spinner } from "./spinner.tsx";

/*
 * <Button variant="primary" onClick={…}>保存</Button>          one primary per screen
 * <ButtonLink href="/admin/products/new" icon={<Plus />}>新建</ButtonLink>
 * variant: primary · secondary (default) · ghost · danger · danger-soft    size: sm · md · lg · tap (consumer pages, 48px)
 * `pending` shows a spinner and blocks clicks. `iconOnly` needs an aria-label. No client JS: works in server components.
 */
export type ButtonLook = {
  variant?: "primary" | "secondary" | "ghost" | "danger" | "danger-soft";
  size?: "sm" | "md" | "lg" | "tap";
  iconOnly?: boolean;
  fullWidth?: boolean;
};

export function buttonClass(
  { variant = "secondary", size = "md", iconOnly, fullWidth }: ButtonLook = {},
  className?: string,
): string {
  return cx(
    `button button--${variant} button--${size}`,
    iconOnly && "button--icon-only",
    fullWidth && "button--full-width",
    className,
  );
}

type ButtonProps = ButtonLook & ComponentProps<"button"> & { pending?: boolean; icon?: ReactNode };

export function Button(props: ButtonProps) {
  const { variant, size, iconOnly, fullWidth, pending, icon, className, children, type = "button", ...rest } = props;
  return (
    <button
      {...rest}
      // A disabled button would lose the focus, and with it Esc in a dialog: while pending it only refuses.
      {...(pending ? { onClick: refuse, "aria-disabled": true, "aria-busy": true } : {})}
      type={type}
      data-pending={pending || undefined}
      className={buttonClass({ variant, size, iconOnly, fullWidth }, className)}
    >
      {pending ? <Spinner /> : icon}
      {iconOnly && pending ? null : children}
    </button>
  );
}

function refuse(event: { preventDefault: () => void }) {
  event.preventDefault();
}

type ButtonLinkProps = ButtonLook & ComponentProps<typeof Link> & { icon?: ReactNode };

export function ButtonLink({ variant, size, iconOnly, fullWidth, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={buttonClass({ variant, size, iconOnly, fullWidth }, className)}>
      {icon}
      {children}
    </Link>
  );
}

/** A text link inside prose or a cell. */
export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return <Link {...rest} className={cx("font-medium text-link underline-offset-4 hover:underline", className)} />;
}
