import type { TxCtx } from "#lib/context.ts";
import { DomainError, type ErrorDetails } from "#lib/errors.ts";
import { hasEnded, type PriceProblem, priceProblems } from "./rules.ts";
import type { ProductData } from "./schema.ts";

/** Throws unless the product may be as it is written. Holds the order of levels still until the prices are saved. */
export async function checkProduct(tx: TxCtx, input: ProductData, before?: { validUntil: Date | null }): Promise<void> {
  await tx.db.$executeRaw`LOCK TABLE level IN SHARE MODE`;
  await checkReferences(tx, input);
  const ends = productColumns(input);
  const sameEnd = before?.validUntil?.getTime() === ends.validUntil?.getTime();
  if (!sameEnd && hasEnded(ends, tx.now)) throw invalid({ validUntil: "form.future" });
  const levels = new Map((await tx.db.level.findMany()).map((level) => [level.id, level]));
  const ids = input.prices.map((price) => price.levelId);
  if (new Set(ids).size !== ids.length || !ids.every((id) => levels.has(id))) throw new DomainError("CONFLICT");
  const prices = input.prices.map(({ levelId, priceMinor }) => {
    const { name, rank } = levels.get(levelId)!;
    return { levelId, levelName: name, rank, priceMinor };
  });
  const problems = priceProblems({ ...input, prices });
  if (problems[0]) throw new DomainError(problems[0].code, priceDetails(problems, ids));
}

async function checkReferences(tx: TxCtx, { categoryId, imageId }: ProductData): Promise<void> {
  if (!(await tx.db.category.count({ where: { id: categoryId } }))) throw invalid({ categoryId: "form.invalid" });
  if (imageId && !(await tx.db.storedFile.count({ where: { id: imageId, visibility: "PUBLIC" } })))
    throw invalid({ imageId: "form.invalid" });
}

const invalid = (fields: Record<string, string>) => new DomainError("INVALID_INPUT", { fields });

/** Each problem at the field it belongs to, and in words' order: which level, against which other. */
function priceDetails(problems: PriceProblem[], levelIds: string[]): ErrorDetails {
  const field = ({ levelId }: PriceProblem) =>
    levelId ? `prices.${levelIds.indexOf(levelId)}.priceMinor` : ("retailPriceMinor" as string);
  const fields: Record<string, string> = {};
  for (const problem of problems) fields[field(problem)] ??= problem.code;
  const [{ levelId, levelName, otherLevelName }] = problems as [PriceProblem];
  return { fields, levelId, levelName, otherLevelName };
}

/** The row as it is stored: of the two kinds of validity only the chosen one is kept. */
export function productColumns(input: ProductData) {
  const { prices: _, validUntil, validDays, ...rest } = input;
  const fixed = input.validityKind === "FIXED";
  return { ...rest, validUntil: fixed && validUntil ? new Date(validUntil) : null, validDays: fixed ? null : validDays };
}

/** The prices as given replace the old ones. Allotments bought before keep what they paid: they hold their own price. */
export async function writePrices(tx: TxCtx, productId: string, prices: ProductData["prices"]): Promise<void> {
  await tx.db.productPrice.deleteMany({ where: { productId } });
  const data = prices.flatMap(({ levelId, priceMinor }) => (priceMinor === null ? [] : [{ productId, levelId, priceMinor }]));
  await tx.db.productPrice.createMany({ data });
}
