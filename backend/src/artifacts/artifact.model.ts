import { Field, Float, ID, ObjectType } from '@nestjs/graphql';
import type { ArtifactKind } from '@reels/contracts';
import type { ArtifactRecord } from '@reels/records';
import { ArtifactKindEnum } from '../graphql/enums.js';
import { MadeBy } from './madeBy.model.js';

@ObjectType({ description: 'A stored object that a step made.' })
export class Artifact {
  @Field(() => ID)
  id!: string;

  @Field(() => ArtifactKindEnum)
  kind!: ArtifactKind;

  @Field(() => Float)
  bytes!: number;

  @Field({ description: 'Hex.' })
  sha256!: string;

  @Field()
  contentType!: string;

  @Field(() => MadeBy)
  madeBy!: MadeBy;

  /** Where it lies in the object store; clients get signed addresses. */
  objectKey!: string;

  static from({ id, kind, bytes, sha256, contentType, madeBy, objectKey }: ArtifactRecord): Artifact {
    return Object.assign(new Artifact(), { id, kind, bytes, sha256, contentType, madeBy: MadeBy.from(madeBy), objectKey });
  }
}
