import angularPresets from 'jest-preset-angular/presets/index.js';

/** Native ESM; sources of the libraries are read through the "@reels/source" condition, so no build is needed. */
const swc = (decorators) => ({
  '^.+\\.ts$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', decorators },
        ...(decorators && { transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false } }),
      },
      module: { type: 'es6' },
    },
  ],
});

const IGNORED = ['/dist/', '/node_modules/'];

const project = (name, roots, { decorators = false, ...more } = {}) => ({
  displayName: name,
  roots: roots.map((root) => `<rootDir>/${root}`),
  testMatch: ['**/*.spec.ts'],
  testPathIgnorePatterns: IGNORED,
  modulePathIgnorePatterns: ['/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: swc(decorators),
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@reels/source', 'node', 'node-addons'] },
  ...more,
});

/** The console's plain logic, in a browser's world. */
const angular = {
  ...angularPresets.createEsmPreset({ tsconfig: '<rootDir>/frontend/tsconfig.spec.json', diagnostics: { ignoreCodes: [151001] }, testEnvironment: 'jest-preset-angular/environments/jest-jsdom-env' }),
  displayName: 'console',
  roots: ['<rootDir>/frontend/src'],
  testMatch: ['**/*.spec.ts'],
  setupFilesAfterEnv: ['<rootDir>/frontend/src/testing/setup.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironmentOptions: { customExportConditions: ['@reels/source', 'browser'] },
};

export default {
  // A busy machine is slow, not wrong.
  testTimeout: 60_000,
  projects: [
    project('libs', ['libs/contracts', 'libs/editing', 'libs/media', 'libs/platform', 'libs/stack', 'cli']),
    project('api', ['libs/records', 'backend'], { decorators: true }),
    project('workers', ['workflows'], { decorators: true }),
    angular,
    project('pipeline', ['e2e'], { decorators: true, testPathIgnorePatterns: [...IGNORED, '/e2e/console/'] }),
    project('browser', ['e2e/console'], { decorators: true }),
  ],
};
