import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ArtifactKind, MadeBy } from '@reels/contracts';
import { findArtifacts, saveArtifacts } from '@reels/records';
import type { ArtifactRecord } from '@reels/records';
import type { Deps, ProjectScope } from './deps.js';

/** What a step depends on: the same recipe always makes the same artifacts. */
export interface Recipe {
  step: string;
  /** Raised when the step's own code makes something else of the same input. */
  version: string;
  options: unknown;
  /** SHA-256 of everything that the step reads. */
  reads: string[];
}

/** One file or text that a step made, not yet stored. */
export interface Product {
  kind: ArtifactKind;
  /** File name inside the step's folder in object storage. */
  name: string;
  contentType: string;
  body: { file: string } | { json: unknown } | { text: string };
  madeBy: MadeBy;
}

/** SHA-256 of a recipe, independent of the order in which its fields were written. */
export function stepKey(recipe: Recipe): string {
  return createHash('sha256').update(canonicalJson(recipe)).digest('hex');
}

/**
 * Does a step once. When the project already has what this recipe makes, that is given back and nothing is done;
 * else `make` works in a scratch folder of its own, its products are stored, and only then recorded, so that nobody
 * ever sees half of a step.
 */
export async function runStep(
  deps: Deps,
  scope: ProjectScope & { reelId?: string },
  recipe: Recipe,
  make: (scratch: string) => Promise<Product[]>,
): Promise<ArtifactRecord[]> {
  const key = stepKey(recipe);
  const found = await findArtifacts(deps.db, scope.workspaceId, scope.projectId, key);
  if (found.length > 0) return found;

  return withScratch(deps, scope.projectId, recipe.step, async (scratch) => {
    const products = await make(scratch);
    const stored = await Promise.all(products.map((product) => storeProduct(deps, scope, key, product)));
    return saveArtifacts(deps.db, scope.workspaceId, scope.projectId, stored);
  });
}

/** A folder for work under way, gone when the work ends, however it ends. Its name tells whose work a process does that is given files in it. */
export async function withScratch<T>(deps: Deps, projectId: string, name: string, work: (folder: string) => Promise<T>): Promise<T> {
  await mkdir(deps.limits.workDir, { recursive: true });
  const folder = await mkdtemp(path.join(deps.limits.workDir, `${projectId}-${name}-`));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function storeProduct(deps: Deps, scope: ProjectScope & { reelId?: string }, key: string, product: Product) {
  const objectKey = `projects/${scope.projectId}/${key}/${product.name}`;
  const body = 'file' in product.body ? product.body.file : Buffer.from('json' in product.body ? JSON.stringify(product.body.json) : product.body.text);
  const { bytes, sha256 } = await deps.store.put(objectKey, body, { contentType: product.contentType });
  const { kind, contentType, madeBy } = product;
  return { stepKey: key, kind, objectKey, sha256, bytes, contentType, madeBy, reelId: scope.reelId ?? null };
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
