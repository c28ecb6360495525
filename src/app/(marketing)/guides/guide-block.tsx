import { Alert } from "#components/ui/alert.tsx";
import { cx } from "#components/ui/class-names.ts";
import { type Block, isPhone } from "#i18n/guides/guide.ts";
import { FactTable } from "../fact-table.tsx";
import { Screen } from "../screen.tsx";
import { GuideText } from "./guide-text.tsx";
import { WorkedTable } from "./worked-table.tsx";

/** One block of a guide. `title` names a table for those who cannot see where it stands. */
export function GuideBlock({ block, title }: { block: Block; title: string }) {
  if (typeof block === "string") {
    return (
      <p>
        <GuideText text={block} />
      </p>
    );
  }
  if ("steps" in block) return <Steps items={block.steps} />;
  if ("list" in block) {
    return (
      <ul className="grid list-disc gap-2 pl-5 marker:text-muted">
        {block.list.map((item) => (
          <li key={item} className="pl-1">
            <GuideText text={item} />
          </li>
        ))}
      </ul>
    );
  }
  if ("table" in block) {
    const { head, rows } = block.table;
    return (
      <FactTable label={title} head={head} rows={rows.map((row) => row.map((cell) => <GuideText key={cell} text={cell} />))} />
    );
  }
  if ("note" in block) {
    return (
      <Alert tone={block.tone ?? "accent"}>
        <GuideText text={block.note} />
      </Alert>
    );
  }
  if ("worked" in block) return <WorkedTable kind={block.worked} title={title} />;
  return (
    <figure>
      <Screen name={block.screen} className={cx(isPhone(block.screen) && "mx-auto max-w-72")} />
      <figcaption className="mt-3 text-center text-sm text-muted">{block.caption}</figcaption>
    </figure>
  );
}

function Steps({ items }: { items: string[] }) {
  return (
    <ol className="grid gap-4">
      {items.map((item, index) => (
        <li key={item} className="flex gap-3.5">
          <span
            aria-hidden="true"
            className="tnum mt-1 grid size-6 shrink-0 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent-soft-foreground"
          >
            {index + 1}
          </span>
          <span className="min-w-0">
            <GuideText text={item} />
          </span>
        </li>
      ))}
    </ol>
  );
}
