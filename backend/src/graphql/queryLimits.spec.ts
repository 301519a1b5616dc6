import { expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { LIMITS } from './limits.js';
import { queryLimits } from './queryLimits.js';

const schema = buildSchema(`
  type Query { node: Node, projects(first: Int = 20): [Node!]! }
  type Node { id: ID!, node: Node, nodes: [Node!]!, sentences(first: Int = 100): [Node!]!, other: Other }
  union Other = Node
`);
const refusals = (query: string) => validate(schema, parse(query), [queryLimits]).map(({ message }) => message);
const nested = (depth: number) => `{ ${'node { '.repeat(depth - 1)} id ${'}'.repeat(depth - 1)} }`;

test('depth is counted to the last field, also through fragments', () => {
  expect(refusals(nested(LIMITS.depth))).toEqual([]);
  expect(refusals(nested(LIMITS.depth + 1))).toEqual([expect.stringContaining(`depth is ${LIMITS.depth + 1}`)]);
  const viaFragment = `{ node { ...Deep } } fragment Deep on Node { other { ... on Node ${nested(LIMITS.depth - 1)} } }`;
  expect(refusals(viaFragment)).toEqual([expect.stringContaining('depth')]);
});

test('introspection has no depth of its own', () => {
  expect(
    refusals(
      '{ __schema { types { fields { type { ofType { ofType { ofType { ofType { ofType { ofType { ofType { name } } } } } } } } } } } }',
    ),
  ).toEqual([]);
});

test('aliases', () => {
  const aliases = (count: number) => `{ node { ${Array.from({ length: count }, (_, index) => `a${index}: id`).join(' ')} } }`;
  expect(refusals(aliases(LIMITS.aliases))).toEqual([]);
  expect(refusals(aliases(LIMITS.aliases + 1))).toEqual([expect.stringContaining('aliases')]);
});

test('fields are counted at each place where their fragment is spread', () => {
  const fields = (times: number) => `{ node { ${'...Ten '.repeat(times)} } } fragment Ten on Node { ${'id '.repeat(10)} }`;
  expect(refusals(fields(LIMITS.fields / 10 - 1))).toEqual([]);
  expect(refusals(fields(LIMITS.fields / 10))).toEqual([expect.stringContaining('fields')]);
});

test('fragments that double at each step are measured at once', () => {
  const steps = Array.from({ length: 100 }, (_, step) => `fragment F${step} on Node { id ...F${step + 1} ...F${step + 1} }`).join(
    '\n',
  );
  const before = process.cpuUsage();
  expect(refusals(`{ node { ...F0 } } ${steps} fragment F100 on Node { id }`)).toContainEqual(expect.stringContaining('fields'));
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(500);
});

test('a circle of fragments ends', () => {
  expect(refusals('{ node { ...A } } fragment A on Node { id ...B } fragment B on Node { id ...A }')).toEqual([]);
});

test('what is answered is counted by the size of the pages: given, by default, or the largest where a variable gives it', () => {
  expect(refusals('{ projects(first: 10) { sentences(first: 10) { id } } }')).toEqual([]);
  expect(refusals('{ projects(first: 1000) { sentences(first: 100) { id } } }')).toEqual([
    expect.stringContaining('cost is 101001'),
  ]);
  expect(refusals('{ projects(first: 600) { sentences { id } } }')).toEqual([expect.stringContaining('cost is 60601')]);
  expect(refusals('query ($n: Int) { projects(first: $n) { sentences(first: $n) { id } } }')).toEqual([
    expect.stringContaining('cost is 50101'),
  ]);
});

test('a list that is not paged counts as ten', () => {
  expect(refusals('{ projects(first: 100) { nodes { nodes { id id id id id } } } }')).toEqual([
    expect.stringContaining('cost is 51101'),
  ]);
});

test('a negative page counts as one', () => {
  expect(refusals('{ projects(first: -5) { id } }')).toEqual([]);
});
