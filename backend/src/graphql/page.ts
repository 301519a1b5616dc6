import { Field, ObjectType } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';

/** Where a page of a connection ends (Relay's cursor connections). */
@ObjectType()
export class PageInfo {
  @Field()
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true })
  endCursor!: string | null;
}

/** The largest value of GraphQL's Int. */
export const MAX_INT = 2 ** 31 - 1;

/** Refuses a number that is out of bounds; for arguments of queries, which have no result types for errors. */
export function requireWithin(name: string, value: number, min: number, max: number): void {
  if (value >= min && value <= max) return;
  throw badRequest(`${name} must be from ${min} to ${max}.`);
}

export const badRequest = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
