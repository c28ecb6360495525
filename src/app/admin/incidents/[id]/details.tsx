import { useTranslations } from "next-intl";
import { TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Money } from "#components/ui/money.tsx";
import { documentHref } from "../../document-href.ts";

type Pointer = { type: string; id: string };
const isPointer = (value: unknown): value is Pointer =>
  typeof value === "object" && value !== null && "type" in value && "id" in value;

/** What whoever found it wrote down, in words where there are some. */
export function IncidentDetails({ details }: { details: Record<string, unknown> }) {
  const t = useTranslations("incidents");
  const pointer = isPointer(details.document) ? details.document : null;
  const rows = Object.entries(details).filter(([key, value]) => key !== "document" && value !== null && value !== "");
  if (rows.length === 0 && !pointer) return null;
  const href = pointer && documentHref(pointer.type, pointer.id, details);
  const known = pointer && t.has(`subjectType.${pointer.type}`) ? pointer.type : "other";
  return (
    <Card title={t("details")}>
      <DescriptionList
        items={[
          ...(href ? [{ label: t("subject"), value: <TextLink href={href}>{t(`subjectType.${known}`)}</TextLink> }] : []),
          ...rows.map(([key, value]) => ({
            label: t.has(`detail.${key}`) ? t(`detail.${key}`) : key,
            value: <Detail name={key} value={value} />,
          })),
        ]}
      />
    </Card>
  );
}

function Detail({ name, value }: { name: string; value: unknown }) {
  const t = useTranslations("incidents");
  const kinds = useTranslations("reconciliation.kind");
  const text = (item: unknown) => (typeof item === "string" ? item : JSON.stringify(item));
  if (Array.isArray(value))
    return <span>{value.map((item) => (t.has(`differences.${item}`) ? t(`differences.${item}`) : text(item))).join("、")}</span>;
  if (name.endsWith("Minor")) return <Money minor={BigInt(text(value))} />;
  if (name === "at") return <DateTime at={text(value)} seconds />;
  if (name === "kind" && kinds.has(text(value))) return <span>{kinds(text(value))}</span>;
  return <span className="break-all">{text(value)}</span>;
}
