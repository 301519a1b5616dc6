import type { MadeBy, Transcript } from '@reels/contracts';
import { UserError } from '@reels/contracts';
import { saveTranscript } from '@reels/records';
import type { Deps, ProjectScope } from '../deps.js';
import { readJson } from '../project.js';
import type { Report } from '../report.js';
import { runStep } from '../step.js';
import type { Recipe } from '../step.js';

/** Makes a transcript once, keeps it as an object for later steps and as the record's newest revision, and ends the stage. */
export async function storeTranscript(
  deps: Deps,
  scope: ProjectScope,
  report: Report,
  recipe: Recipe,
  madeBy: MadeBy,
  make: (scratch: string) => Promise<Transcript>,
): Promise<void> {
  const [artifact] = await runStep(deps, scope, recipe, async (scratch) => {
    const transcript = await make(scratch);
    if (transcript.sentences.length === 0) throw new UserError('NO_SPEECH');
    return [{ kind: 'transcript', name: 'transcript.json', contentType: 'application/json', body: { json: transcript }, madeBy }];
  });
  if (!artifact) throw new Error('The transcript was not stored.');
  const transcript = await readJson<Transcript>(deps, artifact);
  const words = transcript.sentences.reduce((sum, sentence) => sum + sentence.words.length, 0);
  await report.tell('completed', `${words} words in ${transcript.sentences.length} sentences${spokenIn(transcript.language)}`, {
    percent: 100,
    change: async (tx) => void (await saveTranscript(tx, scope.workspaceId, scope.projectId, { ...transcript, stepKey: artifact.stepKey })),
  });
}

/** ", in English"; nothing for a language that nobody named. */
function spokenIn(language: string): string {
  const name = language === 'und' ? undefined : new Intl.DisplayNames(['en'], { type: 'language' }).of(language);
  return name ? `, in ${name}` : '';
}
