import { useEffect } from "react";

/** The window's title: the page first, so that tabs can be told apart. `Error:` leads when a form was refused. */
export function useTitle(page: string, { error = false }: { error?: boolean } = {}): void {
  useEffect(() => {
    document.title = `${error ? "Error: " : ""}${page} · Practice Hub`;
  }, [page, error]);
}
