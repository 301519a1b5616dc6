import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { schemaText } from './graphql/schemaText.js';

/** Writes backend/schema.graphql. */
await writeFile(fileURLToPath(new URL('../schema.graphql', import.meta.url)), await schemaText());
