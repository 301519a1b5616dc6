import {
  GraphQLError,
  Kind,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
} from 'graphql';
import type { ASTVisitor, FieldNode, GraphQLField, GraphQLNamedType, SelectionSetNode, ValidationContext } from 'graphql';
import { LIMITS } from './limits.js';

/** How large an operation is. Fragments count at each place where they are spread. */
interface Size {
  depth: number;
  aliases: number;
  fields: number;
  cost: number;
}

const NOTHING: Readonly<Size> = { depth: 0, aliases: 0, fields: 0, cost: 0 };

/**
 * Validation rule: refuses operations that are too deep, too broad, have too many aliases or would answer too much
 * (see LIMITS). Introspection has no depth here: graphql-js bounds it by a rule of its own.
 */
export function queryLimits(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      const root = context.getSchema().getRootType(operation.operation);
      const size = measure(context, operation.selectionSet, root, new Map());
      for (const limit of ['depth', 'aliases', 'fields', 'cost'] as const) {
        if (size[limit] <= LIMITS[limit]) continue;
        const message = `The query is too large: its ${limit} is ${size[limit]}, at most ${LIMITS[limit]} may be asked for at once.`;
        context.reportError(new GraphQLError(message, { nodes: operation, extensions: { code: 'QUERY_TOO_LARGE' } }));
      }
    },
  };
}

type TypeOrNone = GraphQLNamedType | null | undefined;

/** `fragments` remembers the size of each named fragment, so that the work is linear in the document's length. */
function measure(context: ValidationContext, set: SelectionSetNode, parent: TypeOrNone, fragments: Map<string, Size>): Size {
  const total: Size = { ...NOTHING };
  for (const selection of set.selections) {
    const size =
      selection.kind === Kind.FIELD
        ? measureField(context, selection, parent, fragments)
        : selection.kind === Kind.INLINE_FRAGMENT
          ? measure(context, selection.selectionSet, typeOf(context, selection.typeCondition?.name.value) ?? parent, fragments)
          : measureFragment(context, selection.name.value, fragments);
    total.depth = Math.max(total.depth, size.depth);
    total.aliases += size.aliases;
    total.fields += size.fields;
    total.cost += size.cost;
  }
  return total;
}

function measureField(context: ValidationContext, field: FieldNode, parent: TypeOrNone, fragments: Map<string, Size>): Size {
  const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value] : undefined;
  const type = definition && getNamedType(definition.type);
  const inner = field.selectionSet
    ? measure(context, field.selectionSet, isCompositeType(type) ? type : undefined, fragments)
    : NOTHING;
  const introspects = field.name.value.startsWith('__');
  return {
    depth: introspects ? 0 : 1 + inner.depth,
    aliases: inner.aliases + (field.alias ? 1 : 0),
    fields: inner.fields + 1,
    cost: 1 + inner.cost * (definition ? entries(field, definition) : 1),
  };
}

/** How many entries a field may have: 1 unless it is a list or a connection. */
function entries(field: FieldNode, definition: GraphQLField<unknown, unknown>): number {
  const first = definition.args.find((argument) => argument.name === 'first');
  const given = field.arguments?.find((argument) => argument.name.value === 'first')?.value;
  if (given?.kind === Kind.INT) return Math.max(1, Number(given.value));
  // A variable's value is not known yet: the largest page is assumed.
  if (given) return (LIMITS.page as Record<string, number>)[field.name.value] ?? LIMITS.unpaged;
  if (first) return Number(first.defaultValue);
  // The edges of a connection were counted by its own `first`.
  return isListType(getNullableType(definition.type)) && field.name.value !== 'edges' ? LIMITS.unpaged : 1;
}

function measureFragment(context: ValidationContext, name: string, fragments: Map<string, Size>): Size {
  const known = fragments.get(name);
  if (known) return known;
  // Stands for the fragment while it is measured, so that a circle, which another rule reports, ends.
  fragments.set(name, NOTHING);
  const fragment = context.getFragment(name);
  if (!fragment) return NOTHING;
  const size = measure(context, fragment.selectionSet, typeOf(context, fragment.typeCondition.name.value), fragments);
  fragments.set(name, size);
  return size;
}

const typeOf = (context: ValidationContext, name: string | undefined): TypeOrNone =>
  name ? context.getSchema().getType(name) : undefined;
