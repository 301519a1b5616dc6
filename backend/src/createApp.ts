import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ObjectStore } from '@reels/platform';
import type { Logger } from '@reels/platform';
import { DEFAULT_WORKSPACE_ID, setApiKey } from '@reels/records';
import type { Database } from '@reels/records';
import { AppModule } from './app.module.js';
import { Authenticator } from './auth/authenticator.js';
import { securityHeaders } from './console/securityHeaders.js';
import { serveConsole } from './console/serveConsole.js';
import { LIMITS } from './graphql/limits.js';
import { PassOnErrors } from './graphql/passOnErrors.js';
import { GRAPHQL_PATH } from './graphql/sockets.js';
import { admit, refuseWhatFailed } from './http.js';
import { DATABASE } from './infrastructure.js';
import type { ApiSettings } from './infrastructure.js';
import { NestLog } from './logging.js';

/**
 * The API, ready to listen. Its API_KEY opens the default workspace.
 * Throws when the database or the object store does not answer; the engine may come later.
 */
export async function createApp(settings: ApiSettings, logger: Logger): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.of(settings, logger), {
    logger: new NestLog(logger),
    bodyParser: false,
    abortOnError: false,
  });
  await setApiKey(app.get<Database>(DATABASE), DEFAULT_WORKSPACE_ID, 'settings', settings.API_KEY);
  const store = app.get(ObjectStore);
  await store.ensureBucket();
  app.useGlobalFilters(new PassOnErrors(app.getHttpAdapter()));
  app.disable('x-powered-by');
  app.set('trust proxy', settings.TRUSTED_PROXIES);
  app.use(securityHeaders);
  app.use(GRAPHQL_PATH, admit(app.get(Authenticator), logger));
  app.useBodyParser('json', { limit: LIMITS.bodyBytes });
  app.use(GRAPHQL_PATH, refuseWhatFailed(logger));
  if (settings.CONSOLE_DIR) app.use(serveConsole(settings.CONSOLE_DIR, await store.publicOrigin()));
  return app;
}
