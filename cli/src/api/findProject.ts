import { CommandError, UsageError } from '../failure.js';
import { ProjectHeadDocument, ProjectPageDocument } from '../generated/operations.js';
import type { ProjectHeadFragment, ProjectPageQuery } from '../generated/operations.js';
import { shortId } from '../terminal/format.js';
import type { ApiClient } from './client.js';

const WHOLE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const PAGE = 100;
/** So many letters at least, so that a slip of the finger names no project by chance. */
const SHORTEST = 3;

export type ListedProject = ProjectPageQuery['projects']['edges'][number]['node'];

/** All projects, the newest first, page by page. */
export async function* listProjects(api: ApiClient): AsyncGenerator<ListedProject> {
  for (let after: string | null = null; ;) {
    const { projects }: ProjectPageQuery = await api.request(ProjectPageDocument, { first: PAGE, after });
    for (const { node } of projects.edges) yield node;
    if (!projects.pageInfo.hasNextPage) return;
    after = projects.pageInfo.endCursor;
  }
}

/** The project with this id, or the only one whose id begins or ends so. */
export async function findProject(api: ApiClient, typed: string): Promise<ProjectHeadFragment> {
  const id = normalizeId(typed);
  if (WHOLE_ID.test(id)) {
    const { project } = await api.request(ProjectHeadDocument, { id });
    if (project) return project;
    throw noProject(typed);
  }
  const matches: ListedProject[] = [];
  for await (const project of listProjects(api)) {
    if (matchesId(project.id, id)) matches.push(project);
  }
  const [match, ...others] = matches;
  if (!match) throw noProject(typed);
  if (others.length === 0) return match;
  const candidates = matches.slice(0, 5).map((project) => `${shortId(project.id)} (${project.title})`);
  throw new CommandError(
    'AMBIGUOUS_ID',
    `"${typed}" fits ${matches.length} projects: ${candidates.join(', ')}.`,
    'Type more of the id.',
  );
}

function normalizeId(typed: string): string {
  const id = typed.trim().toLowerCase();
  if (!/^[0-9a-f-]+$/.test(id))
    throw new UsageError(`"${typed}" is not the id of a project: ids are made of 0-9, a-f and dashes. "reels list" shows them.`);
  if (id.replaceAll('-', '').length < SHORTEST)
    throw new UsageError(`"${typed}" is too short for an id: type at least its last ${SHORTEST} characters.`);
  return id;
}

/** Whether an id begins or ends with what was typed; dashes may be left out. */
export function matchesId(id: string, typed: string): boolean {
  const [whole, part] = [id.replaceAll('-', ''), typed.replaceAll('-', '')];
  return whole.startsWith(part) || whole.endsWith(part);
}

function noProject(typed: string): CommandError {
  return new CommandError('NOT_FOUND', `There is no project "${typed}".`, '"reels list" shows those there are.');
}
