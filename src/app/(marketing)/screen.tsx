import { useLocale, useTranslations } from "next-intl";
import { cx } from "#components/ui/class-names.ts";
import { isPhone, type ScreenName, screenFile, screenSizes } from "#i18n/guides/guide.ts";

/*
 * <Screen name="import" /> a picture of the product in the reader's language and theme; phones get a phone's frame.
 * The picture of the other theme is hidden and lazy, so it is not fetched.
 */
type ScreenProps = { name: ScreenName; eager?: boolean; className?: string };

export function Screen({ name, eager, className }: ScreenProps) {
  const t = useTranslations("marketing.screen");
  const locale = useLocale();
  const [width, height] = screenSizes[name];
  const alt = t(name);
  const shared = { width, height, decoding: "async" as const };
  return (
    <div
      className={cx(
        "overflow-hidden border-border bg-surface shadow-lg",
        isPhone(name) ? "rounded-2xl border-4 sm:rounded-[2rem] sm:border-[6px]" : "rounded-xl border",
        className,
      )}
    >
      <img
        {...shared}
        alt={alt}
        src={screenFile(name, locale)}
        loading={eager ? "eager" : "lazy"}
        className="block h-auto w-full dark:hidden"
      />
      <img
        {...shared}
        alt={alt}
        src={screenFile(name, locale, true)}
        loading="lazy"
        className="hidden h-auto w-full dark:block"
      />
    </div>
  );
}
