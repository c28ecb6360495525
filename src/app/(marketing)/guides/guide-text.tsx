import type { ReactNode } from "react";
import { TextLink } from "#components/ui/button.tsx";

const mark = /(\*\*.+?\*\*|`[^`]+`|\[[^\]]+\]\([^)\s]+\))/;

/** A line of a guide: **bold**, `code` and [a link](/path). */
export function GuideText({ text }: { text: string }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a written line do not change
  return text.split(mark).map((piece, index) => <Piece key={index}>{piece}</Piece>);
}

function Piece({ children }: { children: string }): ReactNode {
  const link = /^\[([^\]]+)\]\(([^)\s]+)\)$/.exec(children);
  if (link) {
    // Back offices are not for the reader who only looks: nothing of them is fetched beforehand.
    return (
      <TextLink href={link[2]!} prefetch={false}>
        {link[1]}
      </TextLink>
    );
  }
  if (/^\*\*.+\*\*$/.test(children)) return <strong className="font-semibold">{children.slice(2, -2)}</strong>;
  if (/^`.+`$/.test(children)) {
    return (
      <code className="rounded-sm bg-surface-secondary px-1.5 py-0.5 font-mono text-[0.875em] break-all">
        {children.slice(1, -1)}
      </code>
    );
  }
  return children;
}
