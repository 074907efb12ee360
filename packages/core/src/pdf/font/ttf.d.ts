/** A font file as a data URL: the loader of `infra/bundle.ts` puts it into the bundle, `vitest.config.ts` into a test. */
declare module "*.ttf" {
  const dataUrl: string;
  export default dataUrl;
}
