export { cutSentences } from './cutSentences.js';
export { planCut, reachOf } from './planCut.js';
export type { CutPlan } from './planCut.js';
