import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { buildSchema, parse, specifiedRules, validate } from 'graphql';
import { queryLimits } from './graphql/queryLimits.js';
import { schemaText } from './graphql/schemaText.js';

test('the committed schema is the one that the resolvers make', async () => {
  const committed = await readFile(new URL('../schema.graphql', import.meta.url), 'utf8');
  // Where they differ: `npx tsc -b backend && node backend/dist/printSchema.js`
  expect(await schemaText()).toBe(committed);
});

test('the operations of the command line fit the schema and its limits', async () => {
  const schema = buildSchema(await schemaText());
  const operations = await readFile(new URL('../../cli/src/api/operations.graphql', import.meta.url), 'utf8');
  expect(validate(schema, parse(operations), [...specifiedRules, queryLimits])).toEqual([]);
});
