import type { ReactNode } from "react";

/*
 * <EmptyState icon={<Package />} title="还没有卡券商品" text="先建一个商品，再导入卡券。" action={<ButtonLink …/>} />
 * Says what belongs here and what to do next.
 */
export function EmptyState({
  icon,
  title,
  text,
  action,
}: {
  icon?: ReactNode;
  title: ReactNode;
  text?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center px-6 py-14 text-center">
      {icon ? (
        <span
          aria-hidden="true"
          className="mb-4 grid size-11 place-items-center rounded-xl bg-surface-secondary text-muted [&>svg]:size-5"
        >
          {icon}
        </span>
      ) : null}
      <p className="text-base font-medium">{title}</p>
      {text ? <p className="mt-1 max-w-sm text-sm text-muted">{text}</p> : null}
      {action ? <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
