import type { ApiClient } from '../api/client.js';
import { takeFirst } from '../api/takeFirst.js';
import type { Run } from '../arguments/command.js';
import { EXIT } from '../failure.js';
import { FeedbackPageDocument } from '../generated/operations.js';
import type { FeedbackPageQuery } from '../generated/operations.js';
import { withApi } from '../job/session.js';
import { printable, wrap } from '../terminal/text.js';

const DEFAULT_COUNT = 20;
const MOST = 10_000;
const PAGE = 100;
const INDENT = '  ';

type Feedback = FeedbackPageQuery['feedback']['edges'][number]['node'];

/** What users had to say in the console, the newest first. */
export const run: Run = async (context) => {
  const { args, terminal } = context;
  const limit = args.wholeNumber('first', 1, MOST) ?? DEFAULT_COUNT;
  return withApi(context, async (api) => {
    const { entries: feedback, more } = await takeFirst(listFeedback(api), limit);
    const { out } = terminal;
    if (args.flag('json')) out.write(`${JSON.stringify({ feedback, more })}\n`);
    else out.write(`${renderFeedback(feedback, out.columns, more).join('\n')}\n`);
    return EXIT.ok;
  });
};

async function* listFeedback(api: ApiClient): AsyncGenerator<Feedback> {
  for (let after: string | null = null; ;) {
    const { feedback }: FeedbackPageQuery = await api.request(FeedbackPageDocument, { first: PAGE, after });
    for (const { node } of feedback.edges) yield node;
    if (!feedback.pageInfo.hasNextPage) return;
    after = feedback.pageInfo.endCursor;
  }
}

function renderFeedback(feedback: readonly Feedback[], columns: number, more: boolean): string[] {
  if (feedback.length === 0) return ['Nobody has said anything yet: the form is at the foot of each page of the console.'];
  const lines = feedback.flatMap((each) => [...renderOne(each, columns), '']);
  return more ? [...lines, `There is more: reels feedback --first ${feedback.length * 5}`] : lines.slice(0, -1);
}

/** When, by whom and where; below it what was said. What the page showed is for `--json`. */
function renderOne({ createdAt, account, replyTo, page, message }: Feedback, columns: number): string[] {
  const when = `${createdAt.slice(0, 16).replace('T', ' ')} UTC`;
  const who = [account?.name ?? 'by an API key', replyTo && `(answer to ${replyTo})`].filter(Boolean).join(' ');
  const head = [when, who, page].filter((part) => part !== null).map(printable);
  const said = message.split('\n').flatMap((line) => wrap(printable(line), columns - INDENT.length));
  return [head.join('  '), ...said.map((line) => `${INDENT}${line}`.trimEnd())];
}
