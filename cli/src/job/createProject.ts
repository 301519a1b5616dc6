import { expectResult } from '../api/client.js';
import type { ApiClient } from '../api/client.js';
import { uploadFile } from '../api/upload.js';
import { CreateProjectDocument } from '../generated/operations.js';
import type { CreateProjectInput, ProjectHeadFragment } from '../generated/operations.js';
import type { View } from '../terminal/view.js';
import type { Episode } from './episode.js';

/** Uploads the episode (an address is fetched by the pipeline instead) and makes a project of it, whose workflow then runs. */
export async function createProject(
  api: ApiClient,
  episode: Episode,
  input: Omit<CreateProjectInput, 'uploadId' | 'url'>,
  view: View,
  signal: AbortSignal,
): Promise<ProjectHeadFragment> {
  const source =
    episode.kind === 'address'
      ? { url: episode.url }
      : { uploadId: await uploadFile(api, episode.path, { onProgress: (progress) => view.uploaded(progress), signal }) };
  const { createProject: result } = await api.request(CreateProjectDocument, { input: { ...input, ...source } });
  const project = expectResult(result, 'Project');
  view.project(project);
  return project;
}
