"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { useAction } from "#components/form/use-action.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Select } from "#components/ui/input.tsx";
import { issueKinds } from "#domain/batch/schema.ts";
import { useApi } from "#trpc/client.tsx";

type Issue = { line: number; kind: string };
type Props = { batchId: string; first: Issue[]; kinds: { kind: string; count: number }[]; listed: number; total: number };
const step = 200;

/** Which lines did not become vouchers and why; never the code. */
export function IssueList({ batchId, first, kinds, listed, total }: Props) {
  const t = useTranslations("batch");
  const format = useFormatter();
  const api = useApi();
  const [kind, setKind] = useState("");
  const [rows, setRows] = useState(first);
  const reason = (value: string) => {
    const known = issueKinds.find((one) => one === value);
    return known ? t(`issue.${known}`) : value;
  };
  const more = useAction(
    async (input: { kind: string; after?: number }) => {
      const known = issueKinds.find((one) => one === input.kind);
      return {
        input,
        found: await api.batch.issues.query({ batchId, kind: known, after: input.after, limit: input.after ? step : 50 }),
      };
    },
    { refresh: false, onDone: ({ input, found }) => setRows((before) => (input.after ? [...before, ...found] : found)) },
  );
  const most = kind ? (kinds.find((one) => one.kind === kind)?.count ?? 0) : listed;
  return (
    <Card
      id="issues"
      flush
      title={t("done.issues")}
      description={
        listed < total ? t("done.listed", { total: format.number(total), listed: format.number(listed) }) : t("done.issuesText")
      }
      actions={
        <Select
          aria-label={t("done.reason")}
          placeholder={t("done.allKinds")}
          options={kinds.map((one) => ({ value: one.kind, label: `${reason(one.kind)} (${format.number(one.count)})` }))}
          value={kind}
          onChange={(event) => {
            setKind(event.target.value);
            void more.run({ kind: event.target.value });
          }}
        />
      }
    >
      {/* A scrolling region must be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <section className="max-h-96 overflow-auto" aria-label={t("done.issues")} tabIndex={0}>
        <table className="w-full text-sm">
          <thead className="sticky top-0 bg-surface text-left text-xs text-muted">
            <tr>
              <th scope="col" className="w-28 px-4 py-2 font-medium sm:px-5">
                {t("done.line")}
              </th>
              <th scope="col" className="px-4 py-2 font-medium">
                {t("done.reason")}
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-separator">
            {rows.map((row) => (
              <tr key={row.line}>
                <td className="tnum px-4 py-2 sm:px-5">{format.number(row.line)}</td>
                <td className="px-4 py-2">{reason(row.kind)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length < most ? (
          <div className="p-3 text-center">
            <Button size="sm" pending={more.pending} onClick={() => more.run({ kind, after: rows.at(-1)?.line })}>
              {t("done.more", { count: Math.min(step, most - rows.length) })}
            </Button>
          </div>
        ) : null}
      </section>
    </Card>
  );
}
