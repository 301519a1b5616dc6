import { fileURLToPath } from 'node:url';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { PARTS } from './parts.js';

/** A worker that runs the workflow of makeReels.workflow.ts; the answer stops it. */
export async function startTestWorker(namespace: string): Promise<() => Promise<void>> {
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR', forward: {} } } });
  const connection = await NativeConnection.connect({ address: PARTS.temporalAddress });
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue: 'pipeline',
    workflowsPath: fileURLToPath(new URL('makeReels.workflow.ts', import.meta.url)),
    bundlerOptions: {
      webpackConfigHook: (config) => ({
        ...config,
        resolve: { ...config.resolve, conditionNames: ['@reels/source', '...'], extensionAlias: { '.js': ['.ts', '.js'] } },
      }),
    },
  });
  const running = worker.run();
  return async () => {
    worker.shutdown();
    await running;
    await connection.close();
  };
}
