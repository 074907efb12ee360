/** Resources of all stacks, and what CloudFormation's functions resolve to on a laptop. */
import type { Assembly, Json, JsonObject, Resource } from "./type.ts";

/** Names one resource: `attribute` is "Ref" or a GetAtt name. */
export type Values = (
  resource: Resource,
  attribute: string,
  resolved: (property: string) => Json | undefined,
) => string;

const PSEUDO: Record<string, string> = {
  "AWS::Region": "eu-west-2",
  "AWS::AccountId": "000000000000",
  "AWS::Partition": "aws",
  "AWS::URLSuffix": "amazonaws.com",
};

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
export const asObject = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
export const asArray = (value: Json | undefined): Json[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];
export const asString = (value: Json | undefined): string | undefined =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;
/** Text of anything: what is not text or a number becomes JSON, which no name or ARN matches. */
export const toText = (value: Json | undefined): string => asString(value) ?? JSON.stringify(value) ?? "";
export const asNumber = (value: Json | undefined): number | undefined =>
  value === undefined || value === null || value === "" || Number.isNaN(Number(value)) ? undefined : Number(value);

/** `<stage>-<app>-<short>` → `<short>`. */
export const shortName = (assembly: Assembly, name: string): string => {
  const prefix = `${assembly.stage}-${assembly.app}-`;
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
};

export class Resources {
  readonly all: Resource[] = [];
  readonly #byId = new Map<string, Resource>();
  readonly #exports = new Map<string, { stack: string; value: Json }>();
  readonly #values: Values;

  constructor(assembly: Assembly, values: Values) {
    this.#values = values;
    for (const [stack, template] of Object.entries(assembly.stacks)) {
      for (const [logicalId, { Type, Properties, DeletionPolicy }] of Object.entries(template.Resources)) {
        const resource = { stack, logicalId, type: Type, props: Properties ?? {}, deletionPolicy: DeletionPolicy };
        this.all.push(resource);
        this.#byId.set(`${stack}/${logicalId}`, resource);
      }
      for (const output of Object.values(template.Outputs ?? {})) {
        const name = asString(asObject(output.Export).Name);
        if (name !== undefined) this.#exports.set(name, { stack, value: output.Value ?? null });
      }
    }
  }

  ofType(...types: string[]): Resource[] {
    return this.all.filter((resource) => types.includes(resource.type));
  }

  byId(stack: string, logicalId: string): Resource | undefined {
    return this.#byId.get(`${stack}/${logicalId}`);
  }

  /** Follows Ref, GetAtt, ImportValue and Join to the resource itself; undefined when the value names none. */
  target(value: Json | undefined, stack: string): Resource | undefined {
    if (!isObject(value)) return undefined;
    if (value["Fn::ImportValue"] !== undefined) {
      const exported = this.#exports.get(toText(this.resolve(value["Fn::ImportValue"], stack)));
      return exported && this.target(exported.value, exported.stack);
    }
    if (value["Fn::Join"] !== undefined) {
      for (const part of asArray(asArray(value["Fn::Join"])[1])) {
        const found = this.target(part, stack);
        if (found) return found;
      }
      return undefined;
    }
    const id = asString(value.Ref) ?? asString(asArray(value["Fn::GetAtt"])[0]);
    return id === undefined ? undefined : this.byId(stack, id);
  }

  /** The value with every CloudFormation function worked out. Throws for one that has no local meaning. */
  resolve(value: Json | undefined, stack: string): Json | undefined {
    if (Array.isArray(value)) return value.map((part) => this.resolve(part, stack) ?? null);
    if (!isObject(value)) return value;
    const entries = Object.entries(value);
    const [first] = entries;
    if (entries.length === 1 && first && (first[0] === "Ref" || first[0].startsWith("Fn::"))) {
      return this.#call(first[0], first[1], stack);
    }
    return Object.fromEntries(entries.map(([name, part]) => [name, this.resolve(part, stack) ?? null]));
  }

  /** One property of a resource, resolved. */
  property(resource: Resource, name: string): Json | undefined {
    return this.resolve(resource.props[name], resource.stack);
  }

  /** What the resource answers for "Ref" or a GetAtt attribute. */
  attribute(resource: Resource, attribute: string): string {
    return this.#values(resource, attribute, (property) => this.property(resource, property));
  }

  #named(id: Json | undefined, attribute: string, stack: string): string {
    const resource = this.byId(stack, toText(id));
    if (!resource) throw new Error(`template ${stack}: nothing is called ${toText(id)}`);
    return this.attribute(resource, attribute);
  }

  #call(name: string, argument: Json, stack: string): Json | undefined {
    const list = asArray(argument);
    switch (name) {
      case "Ref":
        return PSEUDO[toText(argument)] ?? this.#named(argument, "Ref", stack);
      case "Fn::GetAtt":
        return this.#named(list[0], toText(list[1]), stack);
      case "Fn::ImportValue": {
        const exported = this.#exports.get(toText(this.resolve(argument, stack)));
        if (!exported) throw new Error(`template ${stack}: nothing exports ${JSON.stringify(argument)}`);
        return this.resolve(exported.value, exported.stack);
      }
      case "Fn::Join":
        return asArray(this.resolve(list[1], stack)).map(toText).join(toText(list[0]));
      case "Fn::Select":
        return asArray(this.resolve(list[1], stack))[Number(list[0])];
      case "Fn::Split":
        return toText(this.resolve(list[1], stack)).split(toText(list[0]));
      default:
        throw new Error(`template ${stack}: ${name} has no local meaning`);
    }
  }
}
