import { useTranslations } from "next-intl";
import { Money } from "#components/ui/money.tsx";
import { Percent } from "#components/ui/number.tsx";
import { type ChainMember, poolOf, splitCommission } from "#domain/commission/rules.ts";
import { FactTable } from "../fact-table.tsx";

const rule = {
  base: "RETAIL" as const,
  kind: "RATE" as const,
  pool: 1000n,
  shares: [
    { depth: 1, value: 500n },
    { depth: 2, value: 300n },
    { depth: 3, value: 200n },
  ],
};
const sale = { retailPriceMinor: 2500n, purchasePriceMinor: 2200n };
const chain = (frozen: number | null): ChainMember[] =>
  [1, 2, 3].map((depth) => ({ distributorId: String(depth), depth, frozen: depth === frozen }));
const people = ["seller", "upline1", "upline2"] as const;
const sumOf = (earnings: ReturnType<typeof splitCommission>) =>
  earnings.reduce((sum, one) => (one.kept ? sum : sum + one.amountMinor), 0n);

/** The same split with everybody there, and with the upline frozen. */
export function SplitTable({ title }: { title: string }) {
  const t = useTranslations("marketing.guides.split");
  const normal = splitCommission(rule, sale, chain(null), 3);
  const frozen = splitCommission(rule, sale, chain(2), 3);
  const rows = normal.map((one, index) => {
    const other = frozen[index]!;
    return [
      t(people[index]!),
      <Percent key="share" bps={Number(one.value)} />,
      <Money key="normal" minor={one.amountMinor} />,
      other.kept ? t("kept") : <Money key="frozen" minor={other.amountMinor} />,
    ];
  });
  const pool = <Money minor={poolOf(rule, sale.retailPriceMinor)} />;
  return (
    <FactTable
      label={title}
      head={[t("who"), t("share"), t("normal"), t("frozen")]}
      rows={[
        ...rows,
        [t("total"), "", <Money key="normal" minor={sumOf(normal)} />, <Money key="frozen" minor={sumOf(frozen)} />],
        [t("pool"), <Percent key="share" bps={Number(rule.pool)} />, pool, pool],
      ]}
    />
  );
}

/** A price that does not divide: what it would be exactly, and what is paid. */
export function RoundingTable({ title }: { title: string }) {
  const t = useTranslations("marketing.guides");
  const odd = { ...sale, purchasePriceMinor: 1999n };
  const earnings = splitCommission({ ...rule, base: "PURCHASE" }, odd, chain(null), 3);
  const rows = earnings.map((one, index) => [
    t(`split.${people[index]!}`),
    <Percent key="share" bps={Number(one.value)} />,
    <span key="exact" className="tnum">
      ¥{exactYuan(one.baseMinor, one.value)}
    </span>,
    <Money key="paid" minor={one.amountMinor} />,
  ]);
  const pool = poolOf({ kind: "RATE", pool: rule.pool }, odd.purchasePriceMinor);
  return (
    <FactTable
      label={title}
      head={[t("split.who"), t("split.share"), t("rounding.exact"), t("rounding.paid")]}
      rows={[
        ...rows,
        [t("split.total"), "", "", <Money key="paid" minor={sumOf(earnings)} />],
        [t("split.pool"), <Percent key="share" bps={Number(rule.pool)} />, "", <Money key="paid" minor={pool} />],
      ]}
      strong={3}
    />
  );
}

/** All digits of a rate of an amount: 1999 分 at 500 bps → 0.9995. For showing only. */
function exactYuan(baseMinor: bigint, bps: bigint): string {
  const digits = String(baseMinor * bps).padStart(7, "0");
  return `${digits.slice(0, -6)}.${digits.slice(-6).replace(/0{1,4}$/, "")}`;
}
