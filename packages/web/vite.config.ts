import tailwind from "@tailwindcss/vite";
import { tanstackRouter } from "@tanstack/router-plugin/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/**
 * One static bundle. React and the router are their own chunks, because they change only when a version does; every
 * route is a chunk of its own, so the first screen loads neither forms nor dialogs.
 */
export default defineConfig({
  root: import.meta.dirname,
  // The reference's older name of a feature's switch is read too; nothing else of that prefix reaches the browser.
  envPrefix: ["VITE_", "NEXT_PUBLIC_FEATURE_"],
  plugins: [
    tanstackRouter({
      target: "react",
      autoCodeSplitting: true,
      routesDirectory: `${import.meta.dirname}/src/routes`,
      generatedRouteTree: `${import.meta.dirname}/src/routeTree.gen.ts`,
    }),
    react(),
    tailwind(),
  ],
  build: {
    target: "es2023",
    sourcemap: false,
    // A font or an icon as a data: URL would need a looser content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "react", test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: "router", test: /node_modules\/@tanstack\// },
            { name: "zod", test: /node_modules\/zod\// },
            // Many pages share these; as thirty files of 300 bytes each they would compress badly.
            {
              name: "shared",
              test: /node_modules\/(lucide-react|clsx|class-variance-authority)\/|web\/src\/(lib\/(?!form)|ui\/(button|kbd|copy|layout|status\/(?!toaster)|overlay\/hint))/,
              minShareCount: 4,
            },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    // The local runtime, or the API that `npm run dev:aws` printed.
    proxy: {
      "/api": {
        target: process.env.API_ORIGIN ?? "http://127.0.0.1:3000",
        changeOrigin: Boolean(process.env.API_ORIGIN),
      },
    },
  },
});
