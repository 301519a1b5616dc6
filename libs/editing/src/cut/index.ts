export { cutSentences } from './cutSentences.js';
export { planCut } from './planCut.js';
export type { CutPlan } from './planCut.js';
