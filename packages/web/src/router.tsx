import { createRouter } from "@tanstack/react-router";
import { CrashPage, NotFoundPage } from "./features/shell/error-page.tsx";
import { Loading } from "./features/shell/loading.tsx";
import { queryClient, whenSignedOut } from "./lib/query.ts";
import { routeTree } from "./routeTree.gen.ts";

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: "intent",
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 150,
  defaultPendingMinMs: 200,
  defaultPendingComponent: Loading,
  defaultErrorComponent: CrashPage,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
});

whenSignedOut(() => {
  // Only a session that was there can end; a first visit is sent to sign in by the page itself.
  if (!queryClient.getQueryData(["me"]) && !queryClient.getQueryData(["portal", "me"])) return;
  const { pathname, searchStr } = router.state.location;
  const home = pathname.startsWith("/client-portal") ? "/client-portal" : "/client-hub";
  if (!pathname.startsWith(home) || /\/(sign-in|accept-invitation)/.test(pathname)) return;
  queryClient.clear();
  void router.navigate({
    to: home === "/client-portal" ? "/client-portal/sign-in" : "/sign-in",
    search: { next: pathname + searchStr, ended: true },
  });
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
