import type { Recipe } from '../step.js';
import type { ReelPlan } from './plan.js';

export const STEP = 'render';
export const VERSION = '4';

/** What a render is known by. */
export function renderRecipe({ reel, cut, composition, reads }: ReelPlan): Recipe {
  return { step: STEP, version: VERSION, options: { reel: reel.id, cut, composition }, reads };
}
