import { Injectable } from '@nestjs/common';
import { heardFolder } from '@reels/contracts';
import type { HeardChunk, SpeechPlan } from '@reels/contracts';
import { sentencesFromWords } from '@reels/editing/transcript';
import { ObjectMissingError, ObjectStore } from '@reels/platform';
import type { RequestContext } from '../graphql/context.js';
import { ProjectReads } from '../projects/projectReads.js';
import { Sentence } from './transcript.model.js';

/**
 * What was recognized so far of an episode whose transcript is not finished, in the episode's time: the chunks that are, and as
 * much as was heard of those under way.
 */
@Injectable()
export class Heard {
  constructor(
    private readonly store: ObjectStore,
    private readonly reads: ProjectReads,
  ) {}

  async sentences(context: RequestContext, projectId: string): Promise<Sentence[]> {
    // Before the finished ones: a chunk that is finished meanwhile is read twice rather than missed.
    const underWay = await this.underWay(projectId);
    const artifacts = (await this.reads.artifacts(context, projectId)) ?? [];
    const speech = artifacts.findLast(({ kind }) => kind === 'speech');
    const finished = artifacts.filter(({ kind }) => kind === 'words');
    if (!speech || finished.length + underWay.length === 0) return [];
    const { chunks, language } = await this.read<SpeechPlan>(speech.objectKey);
    const heard = [...underWay, ...(await Promise.all(finished.map(({ objectKey }) => this.read<HeardChunk>(objectKey))))];
    const words = chunks.flatMap(({ startMs, endMs }) => {
      // Of the same chunk, what is finished is better than what is under way, and what an earlier version recognized is older.
      const chunk = heard.findLast(({ range }) => range?.startMs === startMs && range.endMs === endMs);
      return (chunk?.words ?? []).map((word) => ({ ...word, startMs: word.startMs + startMs, endMs: word.endMs + startMs }));
    });
    // Where the plan does not know it, the first chunk may have told.
    const spoken = language === 'und' ? (heard.find((chunk) => chunk.language !== 'und')?.language ?? language) : language;
    return sentencesFromWords(words, spoken, 'recognized').map((sentence, index) => Sentence.from({ ...sentence, index }));
  }

  /** Parts of chunks, none that was finished meanwhile. */
  private async underWay(projectId: string): Promise<HeardChunk[]> {
    const keys = await this.store.list(heardFolder(projectId));
    const chunks = await Promise.all(keys.map((key) => this.read<HeardChunk>(key).catch(orMissing)));
    return chunks.flatMap((chunk) => chunk ?? []);
  }

  private async read<T>(objectKey: string): Promise<T> {
    return JSON.parse(String(await this.store.read(objectKey))) as T;
  }
}

function orMissing(error: unknown): null {
  if (error instanceof ObjectMissingError) return null;
  throw error;
}
