import { listProjects } from '../api/findProject.js';
import type { ListedProject } from '../api/findProject.js';
import { takeFirst } from '../api/takeFirst.js';
import type { Run } from '../arguments/command.js';
import { formatDuration } from '../arguments/duration.js';
import { EXIT } from '../failure.js';
import { withApi } from '../job/session.js';
import { shortId } from '../terminal/format.js';
import { renderTable } from '../terminal/table.js';
import { printable } from '../terminal/text.js';

const DEFAULT_COUNT = 20;
const MOST = 10_000;

/** The projects there are, the newest first. */
export const run: Run = async (context) => {
  const { args, terminal } = context;
  const limit = args.wholeNumber('first', 1, MOST) ?? DEFAULT_COUNT;
  return withApi(context, async (api) => {
    const { entries: projects, more } = await takeFirst(listProjects(api), limit);
    const { out } = terminal;
    if (args.flag('json')) out.write(`${JSON.stringify({ projects, more })}\n`);
    else out.write(`${renderProjects(projects, out.columns, more).join('\n')}\n`);
    return EXIT.ok;
  });
};

function renderProjects(projects: readonly ListedProject[], columns: number, more: boolean): string[] {
  if (projects.length === 0) return ['There are no projects yet. Make one: reels EPISODE'];
  const rows = projects.map((project) => [
    shortId(project.id),
    stateOf(project),
    String(project.reels.filter(({ state }) => state === 'READY').length),
    project.episode ? formatDuration(project.episode.durationMs) : '',
    project.createdAt.slice(0, 16).replace('T', ' '),
    printable(project.title),
  ]);
  const table = renderTable(
    [
      { title: 'Id' },
      { title: 'State' },
      { title: 'Reels', align: 'right' },
      { title: 'Length', align: 'right' },
      { title: 'Begun (UTC)' },
      { title: 'Title', flexible: true },
    ],
    rows,
    columns,
  );
  return more ? [...table, `There are more: reels list --first ${projects.length * 5}`] : table;
}

const stateOf = ({ state, stage }: ListedProject): string => (state === 'RUNNING' ? stage.toLowerCase() : state.toLowerCase());
