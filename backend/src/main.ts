import 'reflect-metadata';
import { SettingsError, createLogger, loadEnvFile, readSettings } from '@reels/platform';
import { createApp } from './createApp.js';
import type { ApiSettings } from './infrastructure.js';
import { stopApp } from './stopApp.js';

loadEnvFile();
try {
  await serve(readSettings('api'));
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exit(2);
}

async function serve(settings: ApiSettings): Promise<void> {
  const logger = createLogger({ service: 'api', level: settings.LOG_LEVEL });
  try {
    const app = await createApp(settings, logger);
    await app.listen(settings.API_PORT, settings.API_HOST);
    logger.info({ address: await app.getUrl() }, 'the API listens');

    const stop = async (signal: string) => {
      logger.info({ signal }, 'the API stops when the requests under way are answered');
      await stopApp(app);
      logger.info('the API has stopped');
      process.exit(0);
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  } catch (error) {
    logger.fatal({ err: error }, 'the API could not start');
    process.exit(1);
  }
}
