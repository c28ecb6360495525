export function say(message: string): void {
  process.stdout.write(`kayisu: ${message}\n`);
}

/** A problem the person at the keyboard can solve: printed as it is, without a stack. */
export class OpsError extends Error {}

/** Runs a command to its end and turns an OpsError into one line and exit code 1. */
export async function runOp(work: () => Promise<number | undefined>): Promise<void> {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    if (!(error instanceof OpsError)) throw error;
    for (const line of error.message.split("\n")) process.stderr.write(`kayisu: ${line}\n`);
    process.exitCode = 1;
  } finally {
    // The channel to boot.mjs would keep this process alive.
    if (process.connected) process.disconnect();
  }
}
