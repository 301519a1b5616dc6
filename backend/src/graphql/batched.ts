import type { RequestContext } from './context.js';

interface Batch<K, V> {
  keys: Set<K>;
  loaded: Promise<Map<K, V>>;
}

/**
 * Joins the loads that one request asks for in the same turn of the event loop into one, so that a field of each entry of a
 * list costs one query instead of one an entry. Nothing is kept after the batch: what is read later is read anew.
 */
export function batched<K, V>(
  load: (context: RequestContext, keys: K[]) => Promise<Map<K, V>>,
): (context: RequestContext, key: K) => Promise<V | undefined> {
  const open = new WeakMap<RequestContext, Batch<K, V>>();
  return async (context, key) => {
    let batch = open.get(context);
    if (!batch) {
      const keys = new Set<K>();
      const turnEnd = new Promise<void>((resolve) => void setImmediate(resolve));
      const loaded = turnEnd.then(() => {
        open.delete(context);
        return load(context, [...keys]);
      });
      batch = { keys, loaded };
      open.set(context, batch);
    }
    batch.keys.add(key);
    return (await batch.loaded).get(key);
  };
}
