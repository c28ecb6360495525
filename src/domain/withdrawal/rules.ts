/** "TX-000042": what people call a withdrawal. */
export const withdrawalNo = (no: number): string => `TX-${String(no).padStart(6, "0")}`;
