import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { schemaText } from './graphql/schemaText.js';

test('the committed schema is the one that the resolvers make', async () => {
  const committed = await readFile(new URL('../schema.graphql', import.meta.url), 'utf8');
  // Where they differ: `npx tsc -b backend && node backend/dist/printSchema.js`
  expect(await schemaText()).toBe(committed);
});
