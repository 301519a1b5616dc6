import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, visit } from 'graphql';
import type { DocumentNode } from 'graphql';

/** NUL, and a half of a pair of UTF-16 that stands alone: Postgres stores neither, and nobody types them. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** Apollo plugin: refuses texts that Postgres cannot store. */
export const refuseUnstorableText: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async didResolveOperation({ request, document }) {
        if (!holdsUnstorable(request.variables) && !writesUnstorable(document)) return;
        throw new GraphQLError('A text holds what cannot be stored: the character NUL, or half of a character.', {
          extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
        });
      },
    };
  },
};

/** Keys as well: a JSON argument is stored with them. */
function holdsUnstorable(value: unknown): boolean {
  if (typeof value === 'string') return UNSTORABLE.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => UNSTORABLE.test(key) || holdsUnstorable(inner));
}

function writesUnstorable(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    StringValue: ({ value }) => void (found ||= UNSTORABLE.test(value)),
  });
  return found;
}
