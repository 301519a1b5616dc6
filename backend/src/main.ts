import 'reflect-metadata';
import { createLogger, readSettings } from '@reels/platform';
import { createApp } from './createApp.js';

/** How long requests under way may take to finish after SIGTERM; then their connections are cut. */
const DRAIN_MS = 10_000;

const settings = readSettings('api');
const logger = createLogger({ service: 'api', level: settings.LOG_LEVEL });

try {
  const app = await createApp(settings, logger);
  const server = await app.listen(settings.API_PORT, settings.API_HOST);
  logger.info({ address: await app.getUrl() }, 'the API listens');

  const stop = async (signal: string) => {
    logger.info({ signal }, 'the API stops: requests under way are finished');
    setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref();
    await app.close();
    logger.info('the API has stopped');
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  logger.fatal({ err: error }, 'the API could not start');
  process.exit(1);
}
