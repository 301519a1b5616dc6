import { Injectable } from '@nestjs/common';
import type { HeardChunk, SpeechPlan } from '@reels/contracts';
import { sentencesFromWords } from '@reels/editing/transcript';
import { ObjectStore } from '@reels/platform';
import type { ArtifactRecord } from '@reels/records';
import type { RequestContext } from '../graphql/context.js';
import { ProjectReads } from '../projects/projectReads.js';
import { Sentence } from './transcript.model.js';

/** What was recognized so far of an episode whose transcript is not finished: the chunks that are, in the episode's time. */
@Injectable()
export class Heard {
  constructor(
    private readonly store: ObjectStore,
    private readonly reads: ProjectReads,
  ) {}

  async sentences(context: RequestContext, projectId: string): Promise<Sentence[]> {
    const artifacts = (await this.reads.artifacts(context, projectId)) ?? [];
    const speech = artifacts.findLast(({ kind }) => kind === 'speech');
    const finished = artifacts.filter(({ kind }) => kind === 'words');
    if (!speech || finished.length === 0) return [];
    const { chunks, language } = await this.read<SpeechPlan>(speech);
    const heard = await Promise.all(finished.map((artifact) => this.read<HeardChunk>(artifact)));
    const words = chunks.flatMap(({ startMs, endMs }) => {
      // What an earlier version recognized of the same chunk is older.
      const chunk = heard.findLast(({ range }) => range?.startMs === startMs && range.endMs === endMs);
      return (chunk?.words ?? []).map((word) => ({ ...word, startMs: word.startMs + startMs, endMs: word.endMs + startMs }));
    });
    return sentencesFromWords(words, language, 'recognized').map((sentence, index) => Sentence.from({ ...sentence, index }));
  }

  private async read<T>({ objectKey }: ArtifactRecord): Promise<T> {
    return JSON.parse(String(await this.store.read(objectKey))) as T;
  }
}
