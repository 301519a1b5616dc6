import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { UploadRecord, UploadState } from '@reels/records';
import { UploadStateEnum } from '../graphql/enums.js';

@ObjectType({
  description: 'A file on its way into the object store: its parts are PUT to signed addresses, then it is completed.',
})
export class Upload {
  @Field(() => ID)
  id!: string;

  @Field()
  fileName!: string;

  @Field(() => Float)
  bytes!: number;

  @Field(() => Float, { description: 'Bytes of each part but the last.' })
  partBytes!: number;

  @Field(() => Int)
  partCount!: number;

  @Field(() => UploadStateEnum)
  state!: UploadState;

  static from(upload: UploadRecord): Upload {
    const { id, fileName, bytes, partBytes, state } = upload;
    return Object.assign(new Upload(), { id, fileName, bytes, partBytes, partCount: partCount(upload), state });
  }
}

export const partCount = ({ bytes, partBytes }: Pick<UploadRecord, 'bytes' | 'partBytes'>): number =>
  Math.ceil(bytes / partBytes);

@ObjectType({ description: 'A part that is in the object store.' })
export class SentPart {
  @Field(() => Int, { description: 'From 1.' })
  partNumber!: number;

  @Field({ description: 'For completeUpload.' })
  etag!: string;

  @Field(() => Float)
  bytes!: number;
}

@ObjectType()
export class SignedPart {
  @Field(() => Int)
  partNumber!: number;

  @Field({ description: 'PUT the bytes of the part here; the ETag of the answer goes into completeUpload.' })
  url!: string;
}

@ObjectType()
export class SignedParts {
  @Field(() => [SignedPart])
  parts!: SignedPart[];
}

@InputType()
export class BeginUploadInput {
  @Field()
  fileName!: string;

  @Field(() => Float)
  bytes!: number;

  @Field(() => String, { nullable: true })
  contentType?: string | null;
}

@InputType()
export class UploadedPartInput {
  @Field(() => Int, { description: 'From 1.' })
  partNumber!: number;

  @Field({ description: 'As the object store answered it.' })
  etag!: string;
}
