"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { ServerError } from "#components/form/server-error.ts";
import { useAction } from "#components/form/use-action.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button, TextLink } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Menu } from "#components/ui/menu.tsx";
import type { LevelRow } from "#domain/level/queries.ts";
import { useApi } from "#trpc/client.tsx";
import { LevelForm } from "./level-dialogs.tsx";

type Open = { what: "edit" | "delete"; level: LevelRow } | null;

export function LevelList({ levels, manages }: { levels: LevelRow[]; manages: boolean }) {
  const t = useTranslations("level");
  const common = useTranslations("common.action");
  const api = useApi();
  const [shown, setShown] = useState(levels);
  const [open, setOpen] = useState<Open>(null);
  useEffect(() => setShown(levels), [levels]);
  const reorder = useAction((ids: string[]) => api.level.reorder.mutate({ ids }), { success: t("moved") });

  async function move(from: number, to: number) {
    const next = [...shown];
    next.splice(to, 0, ...next.splice(from, 1));
    setShown(next);
    if (!(await reorder.run(next.map((level) => level.id)))) setShown(shown);
  }

  return (
    <div className="grid gap-4">
      <OrderRefused error={reorder.error} />
      <ol className="tile divide-y divide-separator">
        {shown.map((level, index) => (
          <li key={level.id} className="flex items-center gap-3 px-4 py-3.5 sm:px-5">
            {manages ? (
              <span className="flex shrink-0 flex-col">
                <Mover
                  label={t("moveUp", { name: level.name })}
                  disabled={index === 0}
                  pending={reorder.pending}
                  onClick={() => move(index, index - 1)}
                  up
                />
                <Mover
                  label={t("moveDown", { name: level.name })}
                  disabled={index === shown.length - 1}
                  pending={reorder.pending}
                  onClick={() => move(index, index + 1)}
                />
              </span>
            ) : null}
            <LevelText level={level} place={index + 1} of={shown.length} />
            {manages ? (
              <Menu
                items={[
                  { key: "edit", label: common("edit"), onSelect: () => setOpen({ what: "edit", level }) },
                  {
                    key: "delete",
                    label: common("delete"),
                    danger: true,
                    disabled: level.distributorCount + level.ruleCount > 0,
                    onSelect: () => setOpen({ what: "delete", level }),
                  },
                ]}
              />
            ) : null}
          </li>
        ))}
      </ol>
      <Dialog open={open?.what === "edit"} onOpenChange={(on) => !on && setOpen(null)} title={t("edit")}>
        {open ? <LevelForm level={open.level} onDone={() => setOpen(null)} /> : null}
      </Dialog>
      <ConfirmDialog
        open={open?.what === "delete"}
        onOpenChange={(on) => !on && setOpen(null)}
        title={t("deleteTitle", { name: open?.level.name ?? "" })}
        description={t("deleteText", { count: open?.level.productCount ?? 0 })}
        confirmLabel={common("delete")}
        danger
        success={t("deleted")}
        onConfirm={() => api.level.delete.mutate({ id: open?.level.id ?? "" })}
      />
    </div>
  );
}

type MoverProps = { label: string; disabled: boolean; pending: boolean; onClick: () => void; up?: boolean };

/** Stays focusable while saving, so that a keyboard user can go on moving. */
function Mover({ label, disabled, pending, onClick, up }: MoverProps) {
  return (
    <Button
      variant="ghost"
      size="sm"
      iconOnly
      aria-label={label}
      title={label}
      icon={up ? <ChevronUp /> : <ChevronDown />}
      disabled={disabled}
      onClick={() => pending || onClick()}
    />
  );
}

function LevelText({ level, place, of }: { level: LevelRow; place: number; of: number }) {
  const t = useTranslations("level");
  return (
    <div className="min-w-0 flex-1">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-medium break-words">{level.name}</span>
        <Badge>{t("rank", { rank: place })}</Badge>
        {of > 1 && place === 1 ? <Badge tone="accent">{t("highest")}</Badge> : null}
        {of > 1 && place === of ? <Badge>{t("lowest")}</Badge> : null}
      </p>
      {level.description ? <p className="mt-1 text-sm break-words text-muted">{level.description}</p> : null}
      <p className="mt-1 flex flex-wrap gap-x-3 gap-y-1 text-xs text-muted">
        <TextLink href={`/admin/distributors?levelId=${level.id}`}>
          {t("distributors", { count: level.distributorCount })}
        </TextLink>
        <span>{t("products", { count: level.productCount })}</span>
        <span>{t("rules", { count: level.ruleCount })}</span>
        {level.holdDays === null ? null : <span>{t("held", { days: level.holdDays })}</span>}
      </p>
    </div>
  );
}

function OrderRefused({ error }: { error: ServerError | null }) {
  const t = useTranslations("level");
  if (error?.code !== "LEVEL_PRICE_ORDER") return null;
  const products = (error.details.products ?? []) as { id: string; name: string }[];
  const more = Number(error.details.count ?? 0) - products.length;
  return (
    <Alert tone="warning" title={t("orderRefused")} live>
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {products.map((product) => (
          <li key={product.id}>
            <TextLink href={`/admin/products/${product.id}/edit`}>{product.name}</TextLink>
          </li>
        ))}
        {more > 0 ? <li>{t("andMore", { count: more })}</li> : null}
      </ul>
      <p className="mt-1">{t("orderRefusedText")}</p>
    </Alert>
  );
}
