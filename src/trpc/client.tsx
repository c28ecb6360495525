"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import type { AppRouter } from "#trpc/root.ts";

/*
 * const api = useApi();  await api.product.create.mutate(values)          writes: inside Form, ConfirmButton, useAction
 * const trpc = useTRPC(); useQuery(trpc.batch.progress.queryOptions({ id }, { refetchInterval: 1000 }))   what changes by itself
 */
const context = createTRPCContext<AppRouter>();
export const useTRPC = context.useTRPC;
export const useApi = context.useTRPCClient;

function makeQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, retry: 1 },
      mutations: { retry: false },
    },
  });
}

export function TRPCReactProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
  const [trpcClient] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [httpBatchLink({ url: "/api/trpc", maxURLLength: 4_000 })],
    }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <context.TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </context.TRPCProvider>
    </QueryClientProvider>
  );
}
