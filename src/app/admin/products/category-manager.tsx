"use client";

import { Pencil, Tags, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Form, FormActions, FormError, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { toast } from "#components/ui/toast.tsx";
import { categoryInput } from "#domain/product/schema.ts";
import { useApi } from "#trpc/client.tsx";

export type CategoryLine = { id: string; name: string; productCount: number; ruleCount: number };

export function CategoryManager({ categories }: { categories: CategoryLine[] }) {
  const t = useTranslations("product.categories");
  const [renaming, setRenaming] = useState<string | null>(null);
  return (
    <Dialog trigger={<Button icon={<Tags />}>{t("manage")}</Button>} title={t("title")}>
      <div className="grid gap-4">
        {categories.length === 0 ? <p className="text-sm text-muted">{t("empty")}</p> : null}
        <ul className="divide-y divide-separator">
          {categories.map((category) => (
            <li key={category.id} className="py-2">
              {renaming === category.id ? (
                <CategoryForm category={category} onDone={() => setRenaming(null)} onCancel={() => setRenaming(null)} />
              ) : (
                <CategoryRow category={category} onRename={() => setRenaming(category.id)} />
              )}
            </li>
          ))}
        </ul>
        {renaming ? null : <CategoryForm />}
      </div>
    </Dialog>
  );
}

function CategoryRow({ category, onRename }: { category: CategoryLine; onRename: () => void }) {
  const t = useTranslations("product.categories");
  const common = useTranslations("common.action");
  const api = useApi();
  const { id, name, productCount, ruleCount } = category;
  return (
    <div className="flex items-center gap-2">
      <span className="min-w-0 flex-1 truncate text-sm">
        {name} <span className="text-xs text-muted">{t("used", { count: productCount })}</span>
      </span>
      <Button variant="ghost" size="sm" iconOnly aria-label={`${t("rename")}: ${name}`} icon={<Pencil />} onClick={onRename} />
      <ConfirmButton
        variant="ghost"
        size="sm"
        iconOnly
        aria-label={`${common("delete")}: ${name}`}
        icon={<Trash2 />}
        disabled={productCount + ruleCount > 0}
        title={t("deleteTitle", { name })}
        confirmLabel={common("delete")}
        danger
        success={t("deleted")}
        onConfirm={() => api.product.deleteCategory.mutate({ id })}
      >
        {null}
      </ConfirmButton>
    </div>
  );
}

type CategoryFormProps = {
  category?: { id: string; name: string };
  onDone?: (made: { id: string; name: string }) => void;
  onCancel?: () => void;
};

/** A new category, or another name for one. */
export function CategoryForm({ category, onDone, onCancel }: CategoryFormProps) {
  const t = useTranslations("product.categories");
  const common = useTranslations("common.action");
  const api = useApi();
  const router = useRouter();
  const form = useZodForm(categoryInput, { name: category?.name ?? "" });
  return (
    <Form
      form={form}
      className="gap-3"
      onSubmit={async ({ name }) => {
        if (category) await api.product.renameCategory.mutate({ id: category.id, name });
        const made = category ? { id: category.id, name } : await api.product.createCategory.mutate({ name });
        toast.success(t(category ? "renamed" : "created"));
        form.reset({ name: "" });
        onDone?.(made);
        router.refresh();
      }}
    >
      <TextField name="name" label={category ? t("renameTitle") : t("newName")} maxLength={30} autoFocus={Boolean(category)} />
      <FormError />
      <FormActions>
        {onCancel ? <Button onClick={onCancel}>{common("cancel")}</Button> : null}
        <SubmitButton>{common(category ? "save" : "add")}</SubmitButton>
      </FormActions>
    </Form>
  );
}
