import { useTranslations } from "next-intl";
import { Money } from "#components/ui/money.tsx";
import { Percent } from "#components/ui/number.tsx";

/*
 * <ShareValue kind="RATE" value={500n} /> → 5%        <ShareValue kind="FIXED" value={200n} /> → ¥2.00
 * <HowCounted row={commission} /> → 5% × ¥25.00 零售价   for server and client components
 */
type Valued = { kind: "RATE" | "FIXED"; value: bigint | string };

export function ShareValue({ kind, value }: Valued) {
  return kind === "RATE" ? <Percent bps={Number(value)} /> : <Money minor={value} />;
}

type Counted = Valued & { base: "RETAIL" | "PURCHASE"; baseMinor: bigint | string };

/** How far below the earner the sale was: staff read of a level, a distributor of its own network. */
export function useDepthText(staff: boolean): (depth: number) => string {
  const t = useTranslations("commission");
  return (depth) => {
    if (staff) return depth === 1 ? t("depth.1") : t("depth.n", { up: depth - 1 });
    if (depth <= 2) return t(depth === 1 ? "ownDepth.1" : "ownDepth.2");
    return t("ownDepth.n", { up: depth - 1 });
  };
}

export function HowCounted({ row }: { row: Counted }) {
  const t = useTranslations("commission");
  if (row.kind === "FIXED") {
    return (
      <span className="whitespace-nowrap">
        <Money minor={row.value} /> <span className="text-muted">{t("fixed")}</span>
      </span>
    );
  }
  return (
    <span className="whitespace-nowrap">
      <Percent bps={Number(row.value)} /> × <Money minor={row.baseMinor} />{" "}
      <span className="text-muted">{t(`base.${row.base}`)}</span>
    </span>
  );
}
