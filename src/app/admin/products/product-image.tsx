import { Package } from "lucide-react";
import { cx } from "#components/ui/class-names.ts";

/* <ProductImage id={product.imageId} />    size: sm in tables, lg on the product's own page */
const sizes = { sm: "size-10 rounded-lg", lg: "aspect-square w-full max-w-48 rounded-xl" };

export function ProductImage({ id, size = "sm" }: { id: string | null; size?: keyof typeof sizes }) {
  const look = cx("shrink-0 border border-border object-cover", sizes[size]);
  if (id) {
    return <img src={`/api/files/${id}`} alt="" loading="lazy" className={look} />;
  }
  return (
    <span aria-hidden="true" className={cx(look, "grid place-items-center bg-surface-secondary text-muted")}>
      <Package className={size === "sm" ? "size-4" : "size-8"} />
    </span>
  );
}
