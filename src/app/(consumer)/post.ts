/** One JSON POST, to a tRPC procedure or to a route of ours. Throws what readError understands. No tRPC client: these pages must be light. */
export async function post<Output>(path: string, body: unknown): Promise<Output> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer.result ? answer.result.data : answer;
  throw answer.error?.data ? answer.error : { body: answer.error };
}
