import { UserError } from '@reels/contracts';
import type { GraphQLFormattedError } from 'graphql';

/** Code and sentence of a bug. */
export const INTERNAL = 'INTERNAL_SERVER_ERROR';
export const MASKED_MESSAGE = 'Something went wrong that should not. The logs say more under the request id.';

/**
 * What a client may see of an error that was thrown. Errors of the request itself (`extensions.code` set by graphql-js, Apollo
 * or this API) pass; of a UserError its sentence and next step are told; anything else is a bug, and only the logs say more.
 *
 * @param original what a resolver threw, if one did
 */
export function presentError(formatted: GraphQLFormattedError, original: unknown, requestId?: string): GraphQLFormattedError {
  const { path, locations } = formatted;
  if (original instanceof UserError) {
    return { message: original.message, path, locations, extensions: { code: original.code, nextStep: original.nextStep } };
  }
  const code = formatted.extensions?.code;
  if (code && code !== INTERNAL) return { message: formatted.message, path, locations, extensions: { code } };
  return {
    message: MASKED_MESSAGE,
    path,
    locations,
    extensions: { code: INTERNAL, requestId },
  };
}
