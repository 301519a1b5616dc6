import type { ErrorCode, ProjectState } from '@reels/contracts';
import type { ApiClient } from '../api/client.js';
import { CommandError, EXIT } from '../failure.js';
import { ProjectDetailDocument } from '../generated/operations.js';
import type { ProjectDetailQuery } from '../generated/operations.js';
import { boundaryProof } from '../output/reelsJson.js';
import { numberHighlights, renderHighlights } from '../output/summary.js';
import { count, shortId } from '../terminal/format.js';
import { deliverReels, deliverTranscript, writeResult } from './deliver.js';
import type { DeliverOptions } from './deliver.js';

export type ProjectDetail = NonNullable<ProjectDetailQuery['project']>;

/**
 * Delivers what a project at rest has: its reels, its transcript when no more was asked for, or the highlights that wait for approval.
 * Returns the exit code.
 * @throws CommandError what made the project fail, or that it was cancelled
 */
export async function finishJob(
  api: ApiClient,
  projectId: string,
  state: ProjectState,
  options: DeliverOptions,
): Promise<number> {
  const project = await readProject(api, projectId);
  if (state === 'waiting') return showHighlights(project, options);
  if (state !== 'done') throw endedBadly(project);
  return project.options.transcriptOnly ? deliverTranscript(api, project, options) : deliverReels(api, projectId, options);
}

/** @throws CommandError NOT_FOUND */
export async function readProject(api: ApiClient, id: string): Promise<ProjectDetail> {
  const { project } = await api.request(ProjectDetailDocument, { id });
  if (project) return project;
  throw new CommandError('NOT_FOUND', 'The project was deleted meanwhile.', '"reels list" shows those there are.');
}

/** Failures of the machine or the net, which may be over by now; those of the recording would only come again. */
const MAY_PASS: ReadonlySet<string> = new Set<ErrorCode>([
  'ADDRESS_FAILED',
  'CHECK_FAILED',
  'DISK_FULL',
  'INTERNAL',
  'PROVIDER_FAILED',
  'STORAGE_DOWN',
]);

function endedBadly({ id, error }: ProjectDetail): CommandError {
  const goOn = `"reels retry ${shortId(id)}" goes on from the last finished step.`;
  if (!error) return new CommandError('CANCELLED', 'The job was cancelled.', goOn, id);
  const nextStep = MAY_PASS.has(error.code) ? `${error.nextStep} ${goOn}` : error.nextStep;
  return new CommandError(error.code as CommandError['code'], error.message, nextStep, id);
}

function showHighlights({ id, highlights }: ProjectDetail, { output, terminal }: DeliverOptions): number {
  if (output.json) {
    const numbered = numberHighlights(highlights).map(({ number, highlight }) => ({
      ...highlight,
      number,
      boundaries: boundaryProof(highlight),
    }));
    writeResult(terminal, { project: id, state: 'waiting', exitCode: EXIT.ok, highlights: numbered });
    return EXIT.ok;
  }
  const { out } = terminal;
  const how = [
    `Reels of all of them:  reels approve ${shortId(id)}`,
    `Reels of some of them: reels approve ${shortId(id)} --only ${highlights.length > 1 ? '1,2' : '1'}`,
  ];
  out.write(
    [
      '',
      `${count(highlights.length, 'highlight')} found:`,
      '',
      ...renderHighlights(highlights, out.columns, out.paint),
      '',
      ...how,
      '',
    ].join('\n'),
  );
  return EXIT.ok;
}
