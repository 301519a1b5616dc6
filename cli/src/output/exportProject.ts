import { join } from 'node:path';
import type { ReelsJson } from '@reels/contracts';
import type { ApiClient } from '../api/client.js';
import { CommandError } from '../failure.js';
import { ProjectReelsDocument } from '../generated/operations.js';
import { writeJson } from './atomic.js';
import { download } from './download.js';
import { fetchTranscript } from './fetchTranscript.js';
import { makeFolder, REELS_JSON, removeOutdated } from './folder.js';
import { deliverReels, toReelsJson } from './reelsJson.js';
import type { DeliveredReel, ProjectReels } from './reelsJson.js';

/** What an export has put where. */
export interface Exported {
  folder: string;
  project: ProjectReels;
  reels: DeliveredReel[];
  json: ReelsJson;
}

export interface ExportOptions {
  out: string | undefined;
  signal: AbortSignal;
  /** Called before each reel is downloaded. */
  onReel?: (number: number, of: number) => void;
}

/**
 * Downloads all finished reels of a project with their subtitles and thumbnails, and writes transcript.json and reels.json beside them.
 * Each file appears whole or not at all; reels.json comes last, so that what it lists is there.
 */
export async function exportProject(
  api: ApiClient,
  projectId: string,
  { out, signal, onReel }: ExportOptions,
): Promise<Exported> {
  const project = await readReels(api, projectId);
  const reels = deliverReels(project);
  const folder = await makeFolder(out, project.episode?.fileName ?? project.title, projectId);
  await writeJson(join(folder, 'transcript.json'), await fetchTranscript(api, projectId));
  for (const [index] of reels.entries()) {
    onReel?.(index + 1, reels.length);
    // Signed addresses live for minutes, a long download may take more: each reel gets fresh ones.
    const fresh = index === 0 ? reels[0] : deliverReels(await readReels(api, projectId))[index];
    for (const { name, stored } of fresh?.files ?? []) await download(stored, join(folder, name), signal);
  }
  const json = toReelsJson(projectId, reels);
  await removeOutdated(folder, json);
  await writeJson(join(folder, REELS_JSON), json);
  return { folder, project, reels, json };
}

async function readReels(api: ApiClient, id: string): Promise<ProjectReels> {
  const { project } = await api.request(ProjectReelsDocument, { id });
  if (!project) throw new CommandError('NOT_FOUND', 'The project was deleted meanwhile.', '"reels list" shows those there are.');
  return project;
}
