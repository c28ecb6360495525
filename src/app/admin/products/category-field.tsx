"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFormContext } from "react-hook-form";
import { ComboboxField } from "#components/form/choice-fields.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { ProductInput } from "#domain/product/schema.ts";
import { CategoryForm } from "./category-manager.tsx";

/** Chooses a category, or makes one without leaving the form. */
export function CategoryField({ categories }: { categories: { id: string; name: string }[] }) {
  const t = useTranslations("product");
  const { setValue } = useFormContext<ProductInput>();
  const [made, setMade] = useState<{ id: string; name: string }[]>([]);
  const [open, setOpen] = useState(false);
  const all = [...categories, ...made.filter((one) => !categories.some((known) => known.id === one.id))];
  return (
    <div className="flex items-start gap-2" data-wide>
      <ComboboxField
        className="min-w-0 flex-1"
        name="categoryId"
        label={t("category")}
        options={all.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Button className="mt-7 shrink-0" icon={<Plus />} onClick={() => setOpen(true)}>
        {t("categories.new")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={t("categories.new")} size="sm">
        <CategoryForm
          onCancel={() => setOpen(false)}
          onDone={(category) => {
            setMade([...made, category]);
            setValue("categoryId", category.id, { shouldValidate: true, shouldDirty: true });
            setOpen(false);
          }}
        />
      </Dialog>
    </div>
  );
}
