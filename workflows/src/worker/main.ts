import { parseArgs } from 'node:util';
import { createLogger, loadEnvFile, processEnvironment, readSettings, SettingsError } from '@reels/platform';
import { runWorker } from './runWorker.js';

/** `node worker/main.js [--queues render,transcribe]`; the queues may be set by WORKER_QUEUES as well. */
const { values } = parseArgs({ options: { queues: { type: 'string' } } });
loadEnvFile();
try {
  const settings = readSettings('worker', { ...processEnvironment, ...(values.queues && { WORKER_QUEUES: values.queues }) });
  const logger = createLogger({ service: 'worker', level: settings.LOG_LEVEL });
  await runWorker(settings, logger).catch((error: unknown) => {
    logger.fatal({ err: error }, 'worker failed');
    process.exitCode = 1;
  });
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
// Native threads of models and the engine's client would keep a drained process alive.
process.exit();
