type Words = ((key: string) => string) & { has: (key: string) => boolean };

/** The word for a stored code; a code we have no word for is shown as it is. */
export const wordOf = (t: Words, code: string): string => (t.has(code) ? t(code) : code);
