import { expect, test } from '@jest/globals';
import { runAgainst } from '../testing/cannedApi.js';

const feedback = (id: string, more: object = {}) => ({
  id,
  createdAt: '2026-11-22T21:40:12.345Z',
  message: `What ${id} has to say`,
  replyTo: null,
  page: null,
  state: null,
  account: null,
  ...more,
});
const page = (nodes: object[], endCursor: string | null = null) => ({
  feedback: { edges: nodes.map((node) => ({ node })), pageInfo: { hasNextPage: endCursor !== null, endCursor } },
});

test('what users said is told with when, by whom and where; nothing in it moves the cursor', async () => {
  const ada = feedback('ada', {
    message: 'The waveform is upside down, and stays so after a reload of the page.\n\n\u001b[2JThanks!',
    replyTo: 'ada@example.org',
    page: '/projects/1',
    account: { name: 'Ada', email: 'ada@example.org' },
  });
  const { exitCode, out } = await runAgainst(() => page([ada, feedback('ben')]), 'feedback');
  expect(exitCode).toBe(0);
  expect(out.split('\n')).toEqual([
    '2026-11-22 21:40 UTC  Ada (answer to ada@example.org)  /projects/1',
    '  The waveform is upside down, and stays so after a reload',
    '  of the page.',
    '',
    '  Thanks!',
    '',
    '2026-11-22 21:40 UTC  by an API key',
    '  What ben has to say',
    '',
  ]);
});

test('as many as asked for, page by page; --json tells all of each', async () => {
  const pages = { first: page([feedback('a'), feedback('b')], 'second'), second: page([feedback('c'), feedback('d')]) };
  const answer = ({ after }: Record<string, unknown>) => pages[after === 'second' ? 'second' : 'first'];
  expect((await runAgainst(answer, 'feedback', '--first', '3')).out).toMatch(
    /say\n\nThere is more: reels feedback --first 15\n$/,
  );
  const { out } = await runAgainst(answer, 'feedback', '--json', '--first', '4');
  expect(JSON.parse(out)).toEqual({ feedback: ['a', 'b', 'c', 'd'].map((id) => feedback(id)), more: false });
});

test('nothing yet', async () => {
  expect((await runAgainst(() => page([]), 'feedback')).out).toMatch(/^Nobody has said anything yet/);
});
