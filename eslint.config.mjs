import js from '@eslint/js';
import angular from 'angular-eslint';
import { builtinModules } from 'node:module';
import tseslint from 'typescript-eslint';

/**
 * The rooms of the house and whom each may import (ARCHITECTURE.md, "Who may import whom").
 * `uses`: the project's own packages. `bans`: outside packages that live elsewhere, with the place where the line belongs.
 */
const OWN = ['contracts', 'editing', 'media', 'platform', 'records', 'stack', 'workflows', 'backend', 'cli', 'frontend'];

const ONLY_IN = {
  ffmpeg: { group: ['fluent-ffmpeg'], message: 'ffmpeg is spawned in libs/media/src/runner.ts alone: build a command in libs/media and hand it to the runner.' },
  sql: { group: ['typeorm', 'typeorm/*', 'pg', 'pg/*'], message: 'SQL and TypeORM stay in libs/records: write a query function there and call it.' },
  s3: { group: ['minio'], message: 'The S3 client stays in libs/platform/src/storage.ts: use ObjectStore.' },
  nest: { group: ['@nestjs/*'], message: 'Nest belongs to backend/: what other rooms need of the API goes over GraphQL.' },
  temporal: { group: ['@temporalio/*'], message: 'The engine is used in workflows/ and, as a client, in backend/.' },
};

const ownBans = (room, uses) =>
  OWN.filter((name) => name !== room && !uses.includes(name)).map((name) => ({
    group: [`@reels/${name}`, `@reels/${name}/*`],
    message: `${room} may import only: ${uses.length ? uses.join(', ') : 'nothing of the project'}. See ARCHITECTURE.md, "Who may import whom".`,
  }));

const zone = (room, files, uses, allowed = [], extra = []) => ({
  files,
  ignores: ['**/*.spec.ts', '**/testing/**'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          ...ownBans(room, uses),
          ...Object.entries(ONLY_IN).filter(([key]) => !allowed.includes(key)).map(([, ban]) => ban),
          ...extra,
        ],
      },
    ],
  },
});

const nodeBuiltins = { group: ['node:*', ...builtinModules], message: 'Workflow code is replayed and must be deterministic: do this in an activity.' };

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/generated/**', 'coverage/**', '.cache/**'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    ignores: ['**/*.html'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', Buffer: 'readonly', URL: 'readonly', fetch: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', setInterval: 'readonly', clearInterval: 'readonly', AbortController: 'readonly', AbortSignal: 'readonly', performance: 'readonly', TextDecoder: 'readonly', Response: 'readonly' } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.ts'],
    ignores: ['**/*.spec.ts', 'e2e/**', '**/testing/**', 'libs/platform/src/settings.ts'],
    rules: {
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Settings are read in libs/platform/src/settings.ts alone: add the setting there and take it as an argument.' }],
    },
  },
  // Nest and TypeORM read the types of constructor parameters at run time: those imports must stay values.
  { files: ['backend/**/*.ts', 'libs/records/**/*.ts'], rules: { '@typescript-eslint/consistent-type-imports': 'off' } },
  zone('contracts', ['libs/contracts/**/*.ts'], []),
  zone('editing', ['libs/editing/**/*.ts'], ['contracts'], [], [{ group: ['node:*', ...builtinModules], message: 'libs/editing is pure and runs in the browser too: take data as arguments; read and write in activities or the cli.' }]),
  zone('media', ['libs/media/**/*.ts'], ['contracts', 'editing'], ['ffmpeg']),
  zone('platform', ['libs/platform/**/*.ts'], ['contracts'], ['s3']),
  zone('records', ['libs/records/**/*.ts'], ['contracts', 'platform'], ['sql']),
  zone('stack', ['libs/stack/**/*.ts'], ['contracts', 'platform']),
  zone('workflows/src/workflows', ['workflows/src/workflows/**/*.ts'], ['contracts'], ['temporal'], [
    nodeBuiltins,
    { group: ['**/ports/**', '**/providers/**', '**/worker/**'], message: 'Workflow code orchestrates only: call an activity.' },
    { group: ['**/activities/**'], allowTypeImports: true, message: 'Only `import type` of activities: their code must not enter the workflow bundle.' },
  ]),
  zone('workflows/src/activities', ['workflows/src/activities/**/*.ts'], ['contracts', 'editing', 'media', 'platform', 'records'], ['temporal'], [
    { group: ['**/providers/**', '**/worker/**', '**/workflows/**'], message: 'Activities know ports, not providers: worker/ hands them in.' },
  ]),
  zone('workflows/src/providers', ['workflows/src/providers/**/*.ts'], ['contracts', 'media', 'platform'], [], [
    { group: ['**/activities/**', '**/worker/**', '**/workflows/**'], message: 'A provider fulfils a port and knows nothing of the pipeline.' },
  ]),
  zone('workflows/src/worker', ['workflows/src/worker/**/*.ts'], ['contracts', 'editing', 'media', 'platform', 'records'], ['temporal']),
  zone('backend', ['backend/**/*.ts'], ['contracts', 'records', 'platform', 'editing'], ['nest', 'temporal']),
  {
    files: ['frontend/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: { '@angular-eslint/component-class-suffix': 'off', '@angular-eslint/prefer-on-push-component-change-detection': 'error' },
  },
  { files: ['frontend/**/*.html'], extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility] },
  // Functions given to a page run there.
  { files: ['scripts/screenshots.mjs'], languageOptions: { globals: { document: 'readonly', scrollTo: 'readonly', HTMLMediaElement: 'readonly' } } },
  { files: ['frontend/public/*.js'], languageOptions: { globals: { document: 'readonly', localStorage: 'readonly' } } },
  zone('frontend', ['frontend/**/*.ts'], ['contracts', 'editing'], [], [
    { group: ['node:*', ...builtinModules], message: 'The console runs in a browser: what needs Node belongs to the services behind the API.' },
  ]),
  zone('cli', ['cli/**/*.ts'], ['contracts', 'platform', 'stack', 'editing']),
);
