import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { UserError } from '@reels/contracts';
import { GraphQLError } from 'graphql';
import type { RequestContext } from './context.js';
import { INTERNAL } from './presentError.js';

/** Apollo plugin: logs what went wrong in the API or its parts, and gives the client the request's id to name it by. */
export const maskErrors: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didEncounterErrors({ errors, contextValue, operationName }) {
        for (const error of errors) {
          const cause = unwrapResolverError(error);
          const { logger } = contextValue;
          if (cause instanceof GraphQLError) continue;
          if (cause instanceof UserError) logger.warn({ code: cause.code, path: error.path }, cause.message);
          else logger.error({ err: cause, operation: operationName, path: error.path }, 'a resolver failed unexpectedly');
        }
      },
      async willSendResponse({ response, contextValue }) {
        if (response.body.kind !== 'single') return;
        const result = response.body.singleResult;
        result.errors = result.errors?.map((error) =>
          error.extensions?.code === INTERNAL
            ? { ...error, extensions: { ...error.extensions, requestId: contextValue.requestId } }
            : error,
        );
      },
    };
  },
};
