import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cx } from "#components/ui/class-names.ts";
import { Picture } from "./picture.tsx";

type TicketRowProps = { href: string; imageId: string | null; name: string; note: ReactNode; badge?: ReactNode; faded?: boolean };

/** One claimed voucher in a list. */
export function TicketRow({ href, imageId, name, note, badge, faded }: TicketRowProps) {
  return (
    <Link href={href} className={cx("tile flex min-h-20 items-center gap-3 p-3", faded && "text-muted")}>
      <Picture imageId={imageId} className={cx("size-16 rounded-lg", faded && "opacity-60 grayscale")} />
      <span className="min-w-0 flex-1">
        <span className="line-clamp-2 font-medium">{name}</span>
        <span className="mt-0.5 block text-sm text-muted">{note}</span>
        {badge ? <span className="mt-1.5 block">{badge}</span> : null}
      </span>
      <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-muted" />
    </Link>
  );
}
