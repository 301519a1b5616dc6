import {
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLBoolean,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { GraphQLArgument, GraphQLField, GraphQLInputField, GraphQLInputType, GraphQLSchema } from 'graphql';

const OPERATIONS = ['query', 'mutation', 'subscription'] as const;

/** A field of the schema's roots: something that can be asked of the API. */
export interface RootField {
  /** "Mutation.cancelReel" */
  name: string;
  kind: (typeof OPERATIONS)[number];
  field: GraphQLField<unknown, unknown>;
  /** Where ids go: the names of arguments and, behind a dot, of fields of inputs. */
  idSlots: string[];
}

export const rootFields = (schema: GraphQLSchema): RootField[] =>
  OPERATIONS.flatMap((kind) => {
    const root = schema.getRootType(kind as never);
    return Object.values(root?.getFields() ?? {}).map((field) => ({
      name: `${root?.name}.${field.name}`,
      kind,
      field,
      idSlots: field.args.flatMap((argument) => slotsOf(argument)).sort(),
    }));
  });

/** "Type.field" of every field below the roots that takes an id: the walk above does not see these. */
export const innerFieldsThatTakeIds = (schema: GraphQLSchema): string[] =>
  Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !type.name.startsWith('__') && !OPERATIONS.some((kind) => schema.getRootType(kind as never) === type))
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
    .filter(({ field }) => field.args.some((argument) => slotsOf(argument).length > 0))
    .map(({ type, field }) => `${type.name}.${field.name}`);

/**
 * An operation that asks for the field with these ids and else what is required, so that nothing but the ids can be refused.
 *
 * @param idOf the id for a slot
 */
export function operationOn({ kind, field }: RootField, idOf: (slot: string) => string) {
  const given = field.args.filter((argument) => isNonNullType(argument.type) || slotsOf(argument).length > 0);
  const declared = given.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const passed = given.map(({ name }) => `${name}: $${name}`).join(', ');
  const selection = isObjectOrUnion(field) ? ' { __typename }' : '';
  const query = `${kind}${declared && ` (${declared})`} { ${field.name}${passed && `(${passed})`}${selection} }`;
  return { query, variables: Object.fromEntries(given.map(({ name, type }) => [name, valueOf(type, name, idOf)])) };
}

const isObjectOrUnion = (field: GraphQLField<unknown, unknown>): boolean =>
  'getFields' in getNamedType(field.type) || 'getTypes' in getNamedType(field.type);

function slotsOf({ name, type }: GraphQLArgument | GraphQLInputField, path = ''): string[] {
  const named = getNamedType(type);
  if (named === GraphQLID) return [`${path}${name}`];
  return isInputObjectType(named) ? Object.values(named.getFields()).flatMap((field) => slotsOf(field, `${path}${name}.`)) : [];
}

function valueOf(type: GraphQLInputType, path: string, idOf: (slot: string) => string): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [valueOf(nullable.ofType, path, idOf)];
  if (nullable === GraphQLID) return idOf(path);
  if (nullable === GraphQLInt || nullable === GraphQLFloat) return 1;
  if (nullable === GraphQLBoolean) return true;
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name;
  if (!isInputObjectType(nullable)) return 'x.mp3';
  const fields = Object.values(nullable.getFields()).filter((field) => isNonNullType(field.type) || slotsOf(field).length > 0);
  return Object.fromEntries(fields.map((field) => [field.name, valueOf(field.type, `${path}.${field.name}`, idOf)]));
}
