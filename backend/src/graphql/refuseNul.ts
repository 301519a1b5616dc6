import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, visit } from 'graphql';
import type { DocumentNode } from 'graphql';

/** Apollo plugin: refuses texts with the character NUL, which Postgres cannot store and nobody types. */
export const refuseNul: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async didResolveOperation({ request, document }) {
        if (!hasNul(request.variables) && !writesNul(document)) return;
        throw new GraphQLError('A text holds the character NUL.', { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });
      },
    };
  },
};

function hasNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  return typeof value === 'object' && value !== null && Object.values(value).some(hasNul);
}

function writesNul(document: DocumentNode): boolean {
  let found = false;
  visit(document, { StringValue: ({ value }) => void (found ||= value.includes('\0')) });
  return found;
}
