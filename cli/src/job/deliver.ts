import { resolve } from 'node:path';
import type { ApiClient } from '../api/client.js';
import { EXIT, Interrupted } from '../failure.js';
import type { ProjectHeadFragment } from '../generated/operations.js';
import { exportProject } from '../output/exportProject.js';
import type { Exported } from '../output/exportProject.js';
import { exportTranscript, TRANSCRIPT_FILES } from '../output/exportTranscript.js';
import { judge, renderReels } from '../output/summary.js';
import { count, shortId } from '../terminal/format.js';
import type { Terminal } from '../terminal/terminal.js';
import type { OutputChoice } from './output.js';

export interface DeliverOptions {
  output: OutputChoice;
  terminal: Terminal;
  signal: AbortSignal;
  /** The number of `--reels`, when it was given. */
  asked?: number | undefined;
}

/** Downloads the reels of a project and shows them; returns the exit code. */
export async function deliverReels(api: ApiClient, projectId: string, options: DeliverOptions): Promise<number> {
  const { output, signal } = options;
  try {
    return showReels(await exportProject(api, projectId, { out: output.out, signal }), options);
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new Interrupted(
      (signal.reason as Interrupted).exitCode,
      `The reels are made: "reels export ${shortId(projectId)}" gets them.`,
      projectId,
    );
  }
}

function showReels(exported: Exported, { output, terminal, asked }: DeliverOptions): number {
  const { folder, json, reels, project } = exported;
  const { exitCode, sentences } = judge(exported, asked);
  if (output.json) {
    writeResult(terminal, {
      project: project.id,
      state: 'done',
      exitCode,
      folder: resolve(folder),
      messages: sentences,
      reels: json.reels,
    });
    return exitCode;
  }
  const { out, err } = terminal;
  const lines = reels.length > 0 ? ['', ...renderReels(reels, out.columns, out.paint), ''] : [];
  out.write([...lines, `${count(reels.length, 'reel')} in ${folder}`, ''].join('\n'));
  for (const sentence of sentences) err.write(`${err.paint.warn('!')} ${sentence}\n`);
  if (exitCode === EXIT.failed) err.write(`"reels retry ${shortId(project.id)}" makes those that are missing.\n`);
  return exitCode;
}

/** Writes the transcript of a project into its folder and says so; returns the exit code. */
export async function deliverTranscript(
  api: ApiClient,
  project: ProjectHeadFragment,
  { output, terminal }: DeliverOptions,
): Promise<number> {
  const { folder, language, sentences } = await exportTranscript(api, project, output.out);
  const files = Object.values(TRANSCRIPT_FILES);
  if (output.json)
    writeResult(terminal, {
      project: project.id,
      state: 'done',
      exitCode: EXIT.ok,
      folder: resolve(folder),
      files,
      language,
      sentences,
    });
  else terminal.out.write(`\n${count(sentences, 'sentence')} (${language}) in ${folder}: ${files.join(', ')}\n`);
  return EXIT.ok;
}

/** The last line of `--json`. */
export function writeResult({ out }: Terminal, result: Record<string, unknown>): void {
  out.write(`${JSON.stringify({ type: 'result', ...result })}\n`);
}
