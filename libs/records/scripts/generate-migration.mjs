/**
 * Writes a migration that takes the schema from the committed migrations to the entities.
 *   DATABASE_URL=postgres://... npm run migration -w libs/records -- NameOfTheChange
 * The server gets a database of its own for this, which is dropped again. Afterwards add the class to src/migrations/index.ts.
 */
import { writeFile } from 'node:fs/promises';
import pg from 'pg';
import { openDatabase } from '../dist/database.js';

const [name] = process.argv.slice(2);
if (!/^[A-Z][A-Za-z]+$/.test(name ?? '') || !process.env.DATABASE_URL) {
  console.error('DATABASE_URL=postgres://... npm run migration -w libs/records -- NameOfTheChange');
  process.exit(2);
}

const server = new pg.Client(process.env.DATABASE_URL);
const scratch = `migration_${Date.now()}`;
await server.connect();
await server.query(`CREATE DATABASE ${scratch}`);
try {
  const url = new URL(process.env.DATABASE_URL);
  url.pathname = scratch;
  const database = await openDatabase(url.href);
  try {
    await database.runMigrations();
    const { upQueries, downQueries } = await database.driver.createSchemaBuilder().log();
    if (upQueries.length === 0) console.log('The migrations match the entities: nothing to do.');
    else await write(upQueries, downQueries.reverse());
  } finally {
    await database.destroy();
  }
} finally {
  await server.query(`DROP DATABASE ${scratch}`);
  await server.end();
}

async function write(up, down) {
  const time = Date.now();
  const lines = (queries) =>
    queries.map(({ query }) => `    await queryRunner.query(\`${query.replaceAll(/[\\`$]/g, '\\$&')}\`);`).join('\n');
  const file = new URL(`../src/migrations/${time}-${name}.ts`, import.meta.url);
  await writeFile(
    file,
    `import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ${name}${time} implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
${lines(up)}
  }

  async down(queryRunner: QueryRunner): Promise<void> {
${lines(down)}
  }
}
`,
  );
  console.log(`Written: ${file.pathname}. Add ${name}${time} to src/migrations/index.ts.`);
}
