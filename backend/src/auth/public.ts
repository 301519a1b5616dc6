import type { ApolloServerPlugin } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import { Extensions } from '@nestjs/graphql';
import { GraphQLError, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { VisitContext } from '../graphql/context.js';

/** Marks a query or mutation that answers everybody; all others answer only who is known. */
export const Public = (): MethodDecorator => Extensions({ public: true });

/** What somebody unknown is told. */
export const unauthenticated = (): GraphQLError =>
  new GraphQLError('Sign in, or send an API key: "Authorization: Bearer KEY".', {
    extensions: { code: 'UNAUTHENTICATED', http: { status: 401, headers: new HeaderMap([['www-authenticate', 'Bearer']]) } },
  });

/** Apollo plugin: refuses requests of somebody unknown that ask for more than public fields, before anything is resolved. */
export const requireCaller: ApolloServerPlugin<VisitContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ schema, document, contextValue }) {
        if (!contextValue.caller && !asksPublicFieldsOnly(schema, document)) throw unauthenticated();
      },
    };
  },
};

function asksPublicFieldsOnly(schema: GraphQLSchema, document: DocumentNode): boolean {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const types = new TypeInfo(schema);
  let publicOnly = true;
  const look = {
    Field: () => {
      const field = types.getFieldDef();
      if (!roots.includes(types.getParentType() as never) || field?.name === '__typename') return;
      publicOnly &&= field?.extensions.public === true;
    },
  };
  visit(document, visitWithTypeInfo(types, look));
  return publicOnly;
}
