import { expect, test } from '@jest/globals';
import { testServer } from '../testing/server.js';
import { addressOf, describe as describePin } from './registries.js';
import type { Pin } from './registries.js';
import { Web } from './web.js';

const digest = 'sha256:00';
const npm: Pin = { kind: 'npm', name: '@some/package', version: '1.2.3', bytes: 1, digest };
const pypi: Pin = { kind: 'pypi', project: 'some-project', file: 'some_project-1.0-py3-none-any.whl', bytes: 1, digest };
const go: Pin = { kind: 'go', module: 'example.org/some', version: 'v1.0.0', bytes: 1, digest };
const web = new Web({});
const mirror = testServer((request, response) => {
  const answers: Record<string, unknown> = {
    '/npm/@some%2fpackage': { versions: { '1.2.3': { dist: { tarball: `${mirror()}/package.tgz` } } } },
    '/simple/some-project/': { files: [{ filename: 'some_project-1.0-py3-none-any.whl', url: '../../files/some.whl' }] },
  };
  const answer = answers[request.url ?? ''];
  response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? {}));
});

test("each kind of file is asked of the registry that the user's own client uses", async () => {
  const env = { npm_config_registry: `${mirror()}/npm/`, PIP_INDEX_URL: `${mirror()}/simple/`, GOPROXY: `off,${mirror()}/go,direct` };
  expect(await addressOf(npm, web, env)).toBe(`${mirror()}/package.tgz`);
  expect(await addressOf(pypi, web, env)).toBe(`${mirror()}/files/some.whl`);
  expect(await addressOf(go, web, env)).toBe(`${mirror()}/go/example.org/some/@v/v1.0.0.zip`);
});

test('a version or file that a registry does not have is named', async () => {
  const env = { npm_config_registry: `${mirror()}/npm`, PIP_INDEX_URL: `${mirror()}/simple` };
  await expect(addressOf({ ...npm, version: '9.9.9' }, web, env)).rejects.toThrow('has no @some/package 9.9.9');
  await expect(addressOf({ ...pypi, file: 'other.whl' }, web, env)).rejects.toThrow('has no other.whl');
});

test('people read where a file comes from', () => {
  expect([npm, pypi, go].map(describePin)).toEqual(['npm, @some/package 1.2.3', 'PyPI, some_project 1.0', 'Go module proxy, example.org/some v1.0.0']);
});
