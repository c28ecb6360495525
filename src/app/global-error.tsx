"use client";

import "./globals.css";

/** The root layout itself failed: no provider, no language. Both languages, no dependency. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="zh-CN">
      <body>
        <main className="grid min-h-dvh place-items-center px-6 text-center">
          <div>
            <h1 className="text-title">出了点问题 · Something went wrong</h1>
            {error.digest ? <p className="mt-2 font-mono text-xs text-muted">{error.digest}</p> : null}
            <button type="button" className="button button--primary button--md mt-6" onClick={reset}>
              重试 · Try again
            </button>
          </div>
        </main>
      </body>
    </html>
  );
}
