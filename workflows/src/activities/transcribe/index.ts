import { Context } from '@temporalio/activity';
import type { ProjectWorkflowInput } from '@reels/contracts';
import type { SpeechDeps } from '../deps.js';
import { createReport } from '../report.js';
import { assemble } from './assembleStep.js';
import { recognizeChunk } from './chunkStep.js';
import { importGivenTranscript } from './importStep.js';
import { planStep } from './planStep.js';
import { speakersStep } from './speakersStep.js';

export type TranscribeActivities = ReturnType<typeof createTranscribeActivities>;

/** Speech: one at a time for each process, since a model fills the cores. */
export function createTranscribeActivities(deps: SpeechDeps) {
  const signal = () => Context.current().cancellationSignal;
  return {
    /** Finds where somebody speaks and in which language, and cuts the sound into chunks at silences. */
    async planSpeech(input: ProjectWorkflowInput): Promise<{ chunks: number; language: string }> {
      const report = createReport(deps, input, 'transcribe');
      await report.tell('started', 'Finding where somebody speaks');
      const { chunks, language } = await planStep(deps, input, signal());
      return { chunks: chunks.length, language };
    },

    /** The words of one chunk, with their times. */
    async transcribeChunk(input: ProjectWorkflowInput & { chunk: number }): Promise<void> {
      await recognizeChunk(deps, input, createReport(deps, input, 'transcribe'), signal());
    },

    async identifySpeakers(input: ProjectWorkflowInput): Promise<void> {
      const speakers = await speakersStep(deps, input, signal());
      if (!speakers.turns) await createReport(deps, input, 'transcribe').tell('fallback', `Speakers stay unknown: ${speakers.why}`);
    },

    async assembleTranscript(input: ProjectWorkflowInput): Promise<void> {
      await assemble(deps, input, createReport(deps, input, 'transcribe'), signal());
    },

    async importTranscript(input: ProjectWorkflowInput): Promise<void> {
      const report = createReport(deps, input, 'transcribe');
      await report.tell('started', 'Reading the transcript that you brought');
      await importGivenTranscript(deps, input, report, signal());
    },
  };
}
