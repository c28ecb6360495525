"use client";

import { useTranslations } from "next-intl";
import { useAction } from "#components/form/use-action.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button, TextLink } from "#components/ui/button.tsx";
import { useApi } from "#trpc/client.tsx";

/** Two people edited the same product: nothing typed is lost, and the reader decides whose version stays. */
export function ConflictNotice({ id, onOverwrite }: { id: string; onOverwrite: (updatedAt: string) => void }) {
  const t = useTranslations("product.conflict");
  const api = useApi();
  const overwrite = useAction(() => api.product.version.query({ id }), {
    refresh: false,
    onDone: ({ updatedAt }) => onOverwrite(updatedAt),
  });
  return (
    <Alert
      tone="warning"
      title={t("title")}
      live
      action={
        <Button size="sm" pending={overwrite.pending} onClick={() => overwrite.run(undefined)}>
          {t("overwrite")}
        </Button>
      }
    >
      {t("text")}{" "}
      <TextLink href={`/admin/products/${id}`} target="_blank">
        {t("view")}
      </TextLink>
    </Alert>
  );
}
