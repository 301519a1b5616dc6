import { GraphQLScalarType } from 'graphql';
export { GraphQLISODateTime as DateTime } from '@nestjs/graphql';

/** Any JSON value. */
export const Json = new GraphQLScalarType({ name: 'JSON', description: 'Any JSON value.' });
