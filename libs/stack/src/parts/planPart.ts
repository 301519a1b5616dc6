import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from '../fetch/registries.js';
import type { Pin } from '../fetch/registries.js';
import type { Web } from '../fetch/web.js';
import type { PlannedFetch } from './part.js';
import type { Host, Recipe, Source } from './recipe.js';

/** A source that answers now, and how many bytes it will fetch. */
export interface Option {
  source: Source;
  files: { pin: Pin; bytes: number; target: string }[];
}

export interface PlannedPart {
  recipe: Recipe;
  /** What to try, in this order. */
  options: Option[];
}

/** Where a file is put while it is fetched; named by its digest, so that a half-done one is found again. */
const targetOf = (cache: string, { digest }: Pin): string => join(cache, 'downloads', digest.replace(/[^0-9A-Za-z]/g, '').slice(0, 40));

/** Chooses the sources of a part that can be reached: an official one counts only if it answers. */
export async function planPart(recipe: Recipe, host: Host, web: Web, cache: string, signal?: AbortSignal): Promise<PlannedPart> {
  const options = await Promise.all(
    (await recipe.sources(host)).map(async (source) => {
      const files = await Promise.all(
        source.files.map(async (pin) => {
          const bytes = pin.kind === 'official' ? await web.probe(pin.url, signal) : pin.bytes;
          return bytes === false ? null : { pin, bytes: bytes ?? 0, target: targetOf(cache, pin) };
        }),
      );
      return files.every((file) => file !== null) ? { source, files } : null;
    }),
  );
  return { recipe, options: options.filter((option) => option !== null) };
}

/** The plan's line for the user: what is tried first, less what an earlier attempt has already brought. */
export function plannedFetch({ recipe, options: [first] }: PlannedPart): PlannedFetch {
  const also = first?.source.buildFetches;
  const left = (first?.files ?? []).map(({ bytes, target }) => Math.max(0, bytes - sizeOf(target) - sizeOf(`${target}.partial`)));
  return {
    part: recipe.name,
    title: recipe.title,
    from: [...(first?.files.map(({ pin }) => describe(pin)) ?? []), ...(also ? [also.from] : [])].join('; ') || 'nowhere: none of its sources answers',
    bytes: left.reduce((sum, bytes) => sum + bytes, also?.bytes ?? 0),
    ...(first?.source.build && { build: first.source.build }),
  };
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
