import { expectResult } from '../api/client.js';
import { findProject } from '../api/findProject.js';
import type { Run } from '../arguments/command.js';
import { CommandError, UsageError } from '../failure.js';
import { ApproveHighlightsDocument } from '../generated/operations.js';
import type { HighlightFragment } from '../generated/operations.js';
import { readProject } from '../job/finish.js';
import { readOutput } from '../job/output.js';
import { runJob } from '../job/runJob.js';
import { numberHighlights } from '../output/summary.js';
import { count } from '../terminal/format.js';

/** Makes reels of the approved highlights of a project that waits for it; the others are rejected. */
export const run: Run = async (context) => {
  const { args } = context;
  const [word = '', ...ids] = args.words;
  const only = args.text('only');
  if (only !== undefined && ids.length > 0) throw new UsageError('Name highlights by --only or by their ids, not by both.');
  return runJob(context, {
    output: readOutput(args),
    begin: async (api, view) => {
      view.begin(['render', 'check'], { upload: false });
      const project = await readProject(api, (await findProject(api, word)).id);
      if (project.state !== 'WAITING') {
        throw new CommandError(
          'NOTHING_TO_DO',
          `The project does not wait for approval: it is ${project.state.toLowerCase()}.`,
          '"reels status" shows it.',
          project.id,
        );
      }
      const highlightIds = chooseHighlights(project.highlights, only, ids);
      const { approveHighlights } = await api.request(ApproveHighlightsDocument, { projectId: project.id, highlightIds });
      expectResult(approveHighlights, 'Project', project.id);
      view.project(project);
      return { projectId: project.id, afterSeq: project.lastSeq };
    },
  });
};

/** The ids of the highlights that are meant: by number, by id or its end, or all of them. */
export function chooseHighlights(
  highlights: readonly HighlightFragment[],
  only: string | undefined,
  ids: readonly string[],
): string[] {
  if (only === undefined && ids.length === 0) return highlights.map(({ id }) => id);
  const chosen =
    only === undefined
      ? ids.map((id) => byId(highlights, id))
      : numbersIn(only, highlights.length).map((number) => byNumber(highlights, number));
  return [...new Set(chosen)];
}

function byId(highlights: readonly HighlightFragment[], typed: string): string {
  const matches = highlights.filter(({ id }) => id === typed || id.endsWith(typed.toLowerCase()));
  const [match, another] = matches;
  if (!match) throw new UsageError(`"${typed}" is not a highlight of this project: "reels status" shows them.`);
  if (another) throw new UsageError(`"${typed}" fits ${count(matches.length, 'highlight')}: type more of the id.`);
  return match.id;
}

function byNumber(highlights: readonly HighlightFragment[], number: number): string {
  const found = numberHighlights(highlights).find((each) => each.number === number);
  if (!found) throw new UsageError(`--only ${number}: the project has ${count(highlights.length, 'highlight')}.`);
  return found.highlight.id;
}

/** The numbers of a list such as `1,3` or `2-4,7`. */
function numbersIn(list: string, most: number): number[] {
  return list.split(',').flatMap((part) => {
    const range = /^\s*(\d+)(?:\s*-\s*(\d+))?\s*$/.exec(part);
    if (!range) throw new UsageError(`--only takes numbers such as 1,3 or 2-4, not "${list}".`);
    const [from, to] = [Number(range[1]), Number(range[2] ?? range[1])];
    if (from < 1 || to < from || to > most)
      throw new UsageError(`--only ${part.trim()}: the project has ${count(most, 'highlight')}, numbered from 1.`);
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
}
