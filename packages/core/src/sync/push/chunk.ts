/** Reads many things by few calls, one after another. */
export async function inChunks<V, T>(
  values: readonly V[],
  most: number,
  read: (part: V[]) => Promise<T[]>,
): Promise<T[]> {
  const all: T[] = [];
  for (let from = 0; from < values.length; from += most) all.push(...(await read(values.slice(from, from + most))));
  return all;
}
