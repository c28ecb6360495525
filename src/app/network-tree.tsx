"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { Badge, StatusBadge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { cx } from "#components/ui/class-names.ts";
import { Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import { toast } from "#components/ui/toast.tsx";
import { buildTrees, type TreeNode } from "#domain/distributor/rules.ts";
import { useApi } from "#trpc/client.tsx";

/** One person in the tree, as plain JSON. */
export type NetworkMember = {
  id: string;
  uplineId: string | null;
  no: number;
  name: string;
  status: "ACTIVE" | "FROZEN";
  levelName: string;
  directCount: number;
  salesMinor: string;
  redeemed: number;
  earnedMinor: string | null;
};

type TreeProps = { members: NetworkMember[]; hrefBase?: string; openDepth?: number };

/** Nested lists with buttons that open a branch: Tab and Enter are all it takes. A branch that was not read is read when opened. */
export function NetworkTree({ members, hrefBase, openDepth = 2 }: TreeProps) {
  const t = useTranslations("network");
  const [rows, setRows] = useState(members);
  const roots = buildTrees(rows);
  const [open, setOpen] = useState(() => new Set(idsToDepth(roots, openDepth)));
  const all = rows.filter((row) => row.directCount > 0).map((row) => row.id);
  const toggle = (id: string) =>
    setOpen((old) => (old.has(id) ? new Set([...old].filter((one) => one !== id)) : new Set(old).add(id)));
  const add = (more: NetworkMember[]) =>
    setRows((old) => [...old, ...more.filter((row) => !old.some((known) => known.id === row.id))]);
  return (
    <div>
      <div className="flex flex-wrap gap-2 px-4 pb-3 sm:px-5">
        <Button size="sm" onClick={() => setOpen(new Set(all))}>
          {t("openAll")}
        </Button>
        <Button size="sm" onClick={() => setOpen(new Set())}>
          {t("closeAll")}
        </Button>
      </div>
      <ul className="border-t border-separator" aria-label={t("title")}>
        {roots.map((node) => (
          <Branch key={node.id} node={node} depth={0} open={open} toggle={toggle} add={add} hrefBase={hrefBase} />
        ))}
      </ul>
    </div>
  );
}

function idsToDepth(nodes: TreeNode<NetworkMember>[], depth: number): string[] {
  return depth === 0 ? [] : nodes.flatMap((node) => [node.id, ...idsToDepth(node.children, depth - 1)]);
}

type BranchProps = {
  node: TreeNode<NetworkMember>;
  depth: number;
  open: Set<string>;
  toggle: (id: string) => void;
  add: (more: NetworkMember[]) => void;
  hrefBase?: string;
};

function Branch({ node, depth, open, toggle, add, hrefBase }: BranchProps) {
  const t = useTranslations("network");
  const api = useApi();
  const listId = useId();
  const [pending, setPending] = useState(false);
  const isOpen = open.has(node.id);

  async function change() {
    if (!isOpen && node.missing > 0) {
      setPending(true);
      try {
        add(await api.distributor.children.query({ parentId: node.id }));
      } catch {
        toast.error(t("branchFailed"));
        return;
      } finally {
        setPending(false);
      }
    }
    toggle(node.id);
  }

  return (
    <li>
      <div
        className="flex items-start gap-1.5 border-b border-separator px-3 py-2 hover:bg-surface-hover sm:px-4"
        style={{ paddingInlineStart: `calc(${depth} * var(--tree-step, 1.25rem) + 0.75rem)` }}
      >
        {node.directCount > 0 ? (
          <Button
            variant="ghost"
            size="sm"
            iconOnly
            pending={pending}
            aria-expanded={isOpen}
            aria-controls={isOpen ? listId : undefined}
            aria-label={t(isOpen ? "closeBranch" : "openBranch", { name: node.name, count: node.directCount })}
            icon={<ChevronRight className={cx("transition-transform", isOpen && "rotate-90")} />}
            onClick={change}
          />
        ) : (
          <span aria-hidden="true" className="size-8 shrink-0" />
        )}
        <Person node={node} hrefBase={hrefBase} />
      </div>
      {isOpen && node.children.length > 0 ? (
        <ul id={listId}>
          {node.children.map((child) => (
            <Branch key={child.id} node={child} depth={depth + 1} open={open} toggle={toggle} add={add} hrefBase={hrefBase} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

function Person({ node, hrefBase }: { node: NetworkMember; hrefBase?: string }) {
  const t = useTranslations("network");
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-6 gap-y-1 py-1">
      <div className="flex min-w-40 flex-1 flex-wrap items-center gap-2">
        {hrefBase ? (
          <Link href={`${hrefBase}${node.id}`} className="truncate font-medium hover:underline">
            {node.name}
          </Link>
        ) : (
          <span className="truncate font-medium">{node.name}</span>
        )}
        <Badge>{node.levelName}</Badge>
        {node.status === "FROZEN" ? <StatusBadge status="FROZEN" label={t("frozen")} /> : null}
      </div>
      <dl className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs">
        <Figure label={t("direct")}>
          <Num value={node.directCount} />
        </Figure>
        <Figure label={t("sales")}>
          <Money minor={node.salesMinor} compact />
        </Figure>
        <Figure label={t("redeemed")}>
          <Num value={node.redeemed} />
        </Figure>
        {node.earnedMinor === null ? null : (
          <Figure label={t("earned")}>
            <Money minor={node.earnedMinor} />
          </Figure>
        )}
      </dl>
    </div>
  );
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline gap-1.5 sm:w-28 sm:justify-end">
      <dt className="text-muted">{label}</dt>
      <dd className="tnum font-medium">{children}</dd>
    </div>
  );
}
