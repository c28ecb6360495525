import { render } from "react-email";
import { Letter, type LetterProps } from "./letter.tsx";

/** The letter as mail programs want it, and as plain text for those that show none of that. */
export async function renderLetter(props: LetterProps): Promise<{ html: string; text: string }> {
  const { brand, title, paragraphs, action, note, footer } = props;
  const lines = [title, ...paragraphs, action ? `${action.label}: ${action.href}` : "", note ?? "", "--", brand, footer];
  return { html: await render(<Letter {...props} />), text: lines.filter(Boolean).join("\n\n") };
}
