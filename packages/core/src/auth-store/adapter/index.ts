/**
 * Better Auth on the single table (ADR 0003). Driven by Better Auth's schema; every lookup is a bounded, strongly
 * consistent read of the base table, every write one transaction with its unique keys.
 */
import type { BetterAuthOptions } from "better-auth";
import {
  createAdapterFactory,
  type AdapterFactoryCustomizeAdapterCreator,
  type DBAdapterDebugLogOption,
} from "better-auth/adapters";
import { documents, tableName } from "../../lib/table/table.ts";
import { again, MAX_TRIES } from "./again.ts";
import { incrementInPlace, inPlace } from "./increment.ts";
import { toModel, type Model } from "./model.ts";
import { AUTH_PREFIX } from "./prefix.ts";
import { Store, type Row, type StoreOptions } from "./store.ts";
import { Unit } from "./unit.ts";
import { sortRows, type Fields, type Where } from "./where.ts";

export { NotUnique } from "./commit.ts";

export interface AuthAdapterOptions extends Partial<StoreOptions> {
  debugLogs?: DBAdapterDebugLogOption;
}

/** The adapter for `betterAuth({ database: authAdapter() })`. */
export function authAdapter(options: AuthAdapterOptions = {}) {
  const store = new Store({
    documents: options.documents ?? documents,
    table: options.table ?? tableName,
    prefix: options.prefix ?? AUTH_PREFIX,
    allowScan: options.allowScan ?? false,
    keepExpired: options.keepExpired ?? false,
  });
  const factory = (authOptions: BetterAuthOptions, shared: Unit | null) =>
    createAdapterFactory({
      config: {
        adapterId: "practice-hub-dynamodb",
        adapterName: "DynamoDB single table",
        supportsNumericIds: false,
        supportsDates: false,
        supportsBooleans: true,
        supportsJSON: false,
        supportsArrays: false,
        debugLogs: options.debugLogs ?? false,
        transaction: shared
          ? false
          : (work) =>
              again(async () => {
                const unit = new Unit(store);
                const result = await work(factory(authOptions, unit));
                await unit.commit();
                return result;
              }, true),
      },
      adapter: methods(store, shared),
    })(authOptions);
  return (authOptions: BetterAuthOptions) => factory(authOptions, null);
}

type Creator = AdapterFactoryCustomizeAdapterCreator;

/** @param shared the transaction's unit of work; without it every call is one of its own. */
function methods(store: Store, shared: Unit | null): Creator {
  return ({ schema, getDefaultModelName }) => {
    const models = new Map<string, Model>();
    const modelOf = (name: string): Model => {
      const known = models.get(name) ?? toModel(schema, getDefaultModelName(name), name, store.options.keepExpired);
      models.set(name, known);
      return known;
    };
    /** Runs in the transaction, or alone: then it writes at once and again when it was stale. */
    const run = <T>(work: (unit: Unit) => Promise<T>): Promise<T> =>
      shared
        ? work(shared)
        : again(async () => {
            const unit = new Unit(store);
            const result = await work(unit);
            await unit.commit();
            return result;
          });
    /** Each matching row in a unit of its own: no bound on how many. */
    const each = async (model: Model, where: Where, change: (unit: Unit, row: Row) => void): Promise<number> => {
      const rows = await (shared ?? new Unit(store)).find(model, where);
      let changed = 0;
      for (const found of rows) {
        let tried = false;
        changed += await run(async (unit) => {
          const row = tried ? await unit.current(model, found, where) : found;
          tried = true;
          if (row) change(unit, row);
          return row ? 1 : 0;
        });
      }
      return changed;
    };
    const first = async (model: Model, where: Where): Promise<Row | null> =>
      (await (shared ?? new Unit(store)).find(model, where))[0] ?? null;

    return {
      create: ({ model, data }) => run(async (unit) => unit.create(modelOf(model), data).fields as typeof data),
      findOne: async ({ model, where }) => ((await first(modelOf(model), where))?.fields ?? null) as never,
      findMany: async ({ model, where, limit, select, sortBy, offset = 0 }) => {
        const rows = await (shared ?? new Unit(store)).find(modelOf(model), where ?? []);
        const column = (field: string): string => schema[getDefaultModelName(model)]?.fields[field]?.fieldName ?? field;
        const sorted = sortBy ? sortRows(rows, column(sortBy.field), sortBy.direction) : rows;
        const columns = select?.length ? select.map(column) : null;
        return sorted
          .slice(offset, offset + limit)
          .map(({ fields }) =>
            columns ? Object.fromEntries(columns.map((name) => [name, fields[name]])) : fields,
          ) as never;
      },
      count: async ({ model, where }) => (await (shared ?? new Unit(store)).find(modelOf(model), where ?? [])).length,
      update: ({ model, where, update }) =>
        run(async (unit) => {
          const [row] = await unit.find(modelOf(model), where);
          return (row ? unit.update(modelOf(model), row, update as Fields).fields : null) as never;
        }),
      updateMany: ({ model, where, update }) =>
        each(modelOf(model), where, (unit, row) => void unit.update(modelOf(model), row, update)),
      delete: async ({ model, where }) => {
        await run(async (unit) => {
          const [row] = await unit.find(modelOf(model), where);
          if (row) unit.remove(modelOf(model), row);
        });
      },
      deleteMany: ({ model, where }) => each(modelOf(model), where, (unit, row) => unit.remove(modelOf(model), row)),
      consumeOne: ({ model, where }) =>
        run(async (unit) => {
          const [row] = await unit.find(modelOf(model), where);
          if (row) unit.remove(modelOf(model), row);
          return (row?.fields ?? null) as never;
        }),
      incrementOne: async ({ model: name, where, increment, set = {} }) => {
        const model = modelOf(name);
        for (let attempt = shared ? MAX_TRIES : 0; attempt < MAX_TRIES; attempt += 1) {
          const row = await first(model, where);
          if (!row) return null;
          if (!inPlace(model, row, increment, set)) break;
          const changed = await incrementInPlace(store, model, row, { where, increment, set });
          if (changed) return changed as never;
        }
        return run(async (unit) => {
          const [row] = await unit.find(model, where);
          if (!row) return null as never;
          const counted = Object.entries(increment).map(([column, delta]) => [
            column,
            Number(row.fields[column] ?? 0) + delta,
          ]);
          return unit.update(model, row, { ...set, ...Object.fromEntries(counted) }).fields as never;
        });
      },
    };
  };
}
