import type { ApiClient } from '../api/client';
import { TranscriptPageDocument } from '../api/generated/operations';
import type { SentenceFragment } from '../api/generated/operations';

const PAGE = 500;

export interface ReadTranscript {
  revision: number;
  sentences: readonly SentenceFragment[];
}

/**
 * Reads the newest revision of a transcript whole, page by page.
 * @param onFirstPage told what is there when more is to come
 * @returns null while there is none
 */
export async function readTranscript(api: ApiClient, projectId: string, onFirstPage?: (read: ReadTranscript) => void): Promise<ReadTranscript | null> {
  let sentences: SentenceFragment[] = [];
  for (let known: number | null = null; ; ) {
    const { project } = await api.request(TranscriptPageDocument, { id: projectId, first: PAGE, after: sentences.length });
    if (!project?.transcript) return null;
    const { revision, sentenceCount, sentences: page } = project.transcript;
    // A newer revision came between two pages: from the start.
    if (sentences.length > 0 && revision !== known) sentences = [];
    else sentences = [...sentences, ...page];
    known = revision;
    if (sentences.length >= sentenceCount) return { revision, sentences };
    if (sentences.length === PAGE) onFirstPage?.({ revision, sentences });
  }
}
