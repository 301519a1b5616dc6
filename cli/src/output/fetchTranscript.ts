import type { Sentence, Transcript } from '@reels/contracts';
import type { ApiClient } from '../api/client.js';
import { lower } from '../api/enums.js';
import { CommandError } from '../failure.js';
import { TranscriptPageDocument } from '../generated/operations.js';

/** The most that the API gives at once. */
const PAGE = 500;

/** The whole transcript of a project, page by page. */
export async function fetchTranscript(api: ApiClient, projectId: string): Promise<Transcript> {
  const sentences: Sentence[] = [];
  for (;;) {
    const { project } = await api.request(TranscriptPageDocument, { id: projectId, first: PAGE, after: sentences.length });
    const transcript = project?.transcript;
    if (!transcript)
      throw new CommandError(
        'NOTHING_TO_DO',
        'The project has no transcript yet.',
        `Run "reels retry ${projectId}" to go on with it.`,
        projectId,
      );
    sentences.push(...transcript.sentences.map((sentence) => ({ ...sentence, timing: lower(sentence.timing) })));
    if (transcript.sentences.length === 0 || sentences.length >= transcript.sentenceCount)
      return { language: transcript.language, sentences };
  }
}
