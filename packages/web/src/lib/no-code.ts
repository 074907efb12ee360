/**
 * zod may compile checks at run time, and tries whether it can, which the content security policy forbids and the console tells.
 * Set before any schema is loaded, without loading zod: the first page needs none of it.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
