/**
 * The keys of an entity as they are written in docs/data-model: a template for each half, which names the attributes it is made
 * of, `t#${tenantId}#invoice`. Values keep their case, or the T and Z of an instant would sort elsewhere. The attributes are known to the types, so that a query without one of
 * them does not compile.
 */

type Attributes<Template extends string> = Template extends `${string}$\{${infer Name}}${infer Rest}`
  ? [Name, ...Attributes<Rest>]
  : [];

const half = <const Field extends string, const Template extends string>(field: Field, template: Template) => ({
  field,
  composite: Array.from(template.matchAll(/\$\{(\w+)\}/g), ([, name]) => name) as Attributes<Template>,
  template,
  casing: "none" as const,
});

/** The table's own keys. */
export const mainKeys = <const P extends string, const S extends string>(pk: P, sk: S) => ({
  pk: half("pk", pk),
  sk: half("sk", sk),
});

/** The keys of an index: `gsi1`, … */
export const indexKeys = <const Index extends string, const P extends string, const S extends string>(
  index: Index,
  pk: P,
  sk: S,
) => ({
  index,
  pk: half(`${index}pk`, pk),
  sk: half(`${index}sk`, sk),
});
