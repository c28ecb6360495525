import { Gift } from "lucide-react";
import { cx } from "#components/ui/class-names.ts";

/** A product's picture, or a quiet stand-in. Decoration: the name beside it says what it is. */
export function Picture({ imageId, className }: { imageId: string | null; className?: string }) {
  const look = cx("shrink-0 overflow-hidden bg-surface-tertiary", className);
  if (imageId) {
    return <img src={`/api/files/${imageId}`} alt="" className={cx(look, "object-cover")} />;
  }
  return (
    <span aria-hidden="true" className={cx(look, "grid place-items-center text-muted")}>
      <Gift className="size-1/3 max-h-12" />
    </span>
  );
}
