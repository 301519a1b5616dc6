import { ApolloDriver } from '@nestjs/apollo';
import type { ApolloDriverConfig } from '@nestjs/apollo';
import { GraphQLModule } from '@nestjs/graphql';
import { unwrapResolverError } from '@apollo/server/errors';
import { requireCaller } from '../auth/public.js';
import type { ApiRequest } from '../http.js';
import { API_SETTINGS } from '../infrastructure.js';
import type { ApiSettings } from '../infrastructure.js';
import { LIMITS } from './limits.js';
import { maskErrors } from './maskErrors.js';
import { presentError } from './presentError.js';
import { queryLimits } from './queryLimits.js';
import { refuseUnstorableText } from './refuseUnstorableText.js';
import { refuseSubscriptions } from './refuseSubscriptions.js';
import { GRAPHQL_PATH } from './sockets.js';

/** Queries and mutations over HTTP. The schema is made of the resolvers' decorators; sockets.ts serves its subscriptions. */
export const GraphQLApi = GraphQLModule.forRootAsync<ApolloDriverConfig>({
  driver: ApolloDriver,
  inject: [API_SETTINGS],
  useFactory: ({ NODE_ENV }: ApiSettings): Omit<ApolloDriverConfig, 'driver'> => {
    const production = NODE_ENV === 'production';
    return {
      path: GRAPHQL_PATH,
      autoSchemaFile: true,
      sortSchema: true,
      context: ({ req }: { req: ApiRequest }) => req.context,
      nodeEnv: NODE_ENV,
      introspection: !production,
      hideSchemaDetailsFromClientErrors: production,
      graphiql: false,
      csrfPrevention: true,
      allowBatchedHttpRequests: false,
      persistedQueries: false,
      includeStacktraceInErrorResponses: false,
      parseOptions: { maxTokens: LIMITS.tokens },
      validationRules: [queryLimits],
      autoTransformHttpErrors: false,
      formatError: (formatted, error) => presentError(formatted, unwrapResolverError(error)),
      plugins: [requireCaller, refuseSubscriptions, refuseUnstorableText, maskErrors],
      // Requests under way finish first: Nest closes the HTTP server before this.
      stopOnApplicationShutdown: true,
    };
  },
});
