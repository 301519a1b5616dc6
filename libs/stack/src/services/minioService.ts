import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../system/environment.js';
import type { Credentials } from './credentials.js';
import { answersOk } from './answers.js';
import { HOST } from './ports.js';
import type { ServiceSpec } from './supervised.js';

interface MinioOptions {
  program: string;
  /** Folder of the objects. */
  folder: string;
  port: number;
  consolePort: number;
  credentials: Credentials;
  env: Environment;
}

export function minioService({ program, folder, port, consolePort, credentials, env }: MinioOptions): ServiceSpec {
  const certificates = join(folder, '..', 'certificates');
  return {
    name: 'minio',
    title: 'MinIO, the object store',
    prepare() {
      for (const path of [folder, certificates]) mkdirSync(path, { recursive: true, mode: 0o700 });
      return Promise.resolve();
    },
    program,
    // Without a folder for certificates it would make one in the user's home.
    args: ['server', '--quiet', '--address', `${HOST}:${port}`, '--console-address', `${HOST}:${consolePort}`, '--certs-dir', certificates, folder],
    env: { ...env, MINIO_ROOT_USER: credentials.s3AccessKey, MINIO_ROOT_PASSWORD: credentials.s3SecretKey, MINIO_BROWSER: 'off', MINIO_UPDATE: 'off' },
    isReady: () => answersOk(`http://${HOST}:${port}/minio/health/ready`),
    readyMs: 60_000,
    stopSignal: 'SIGTERM',
    stopMs: 10_000,
  };
}
