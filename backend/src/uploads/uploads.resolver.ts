import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver, createUnionType } from '@nestjs/graphql';
import type { RequestContext } from '../graphql/context.js';
import { Conflict, InvalidInput, NotFound, TooLarge, UnsupportedSource } from '../graphql/errors.js';
import { BeginUploadInput, SentPart, SignedParts, Upload, UploadedPartInput } from './upload.model.js';
import { UploadsService } from './uploads.service.js';

const BeginUploadResult = createUnionType({
  name: 'BeginUploadResult',
  types: () => [Upload, InvalidInput, TooLarge, UnsupportedSource] as const,
});
const SignUploadPartsResult = createUnionType({
  name: 'SignUploadPartsResult',
  types: () => [SignedParts, NotFound, InvalidInput, Conflict] as const,
});
const CompleteUploadResult = createUnionType({
  name: 'CompleteUploadResult',
  types: () => [Upload, NotFound, Conflict, InvalidInput] as const,
});
const AbortUploadResult = createUnionType({ name: 'AbortUploadResult', types: () => [Upload, NotFound, Conflict] as const });

@Resolver(() => Upload)
export class UploadsResolver {
  constructor(private readonly uploads: UploadsService) {}

  @Query(() => Upload, {
    nullable: true,
    description: 'An upload to go on with: what it still lacks is signed and sent, then it is completed.',
  })
  upload(@Context() context: RequestContext, @Args('id', { type: () => ID }) id: string): Promise<Upload | null> {
    return this.uploads.find(context, id);
  }

  @ResolveField(() => [SentPart], {
    description: 'The parts that have arrived, by their numbers; empty once it is complete or aborted.',
  })
  sentParts(@Context() context: RequestContext, @Parent() { id }: Upload): Promise<SentPart[]> {
    return this.uploads.sentParts(context, id);
  }

  @Mutation(() => BeginUploadResult, {
    description: 'Announces a file. Its parts are then signed, sent and completed within a day.',
  })
  beginUpload(@Context() context: RequestContext, @Args('input') input: BeginUploadInput): Promise<typeof BeginUploadResult> {
    return this.uploads.begin(context, input);
  }

  @Mutation(() => SignUploadPartsResult, {
    description: 'Addresses to PUT parts to, good for 15 minutes; at most 1,000 at once.',
  })
  signUploadParts(
    @Context() context: RequestContext,
    @Args('uploadId', { type: () => ID }) uploadId: string,
    @Args('partNumbers', { type: () => [Int] }) partNumbers: number[],
  ): Promise<typeof SignUploadPartsResult> {
    return this.uploads.signParts(context, uploadId, partNumbers);
  }

  @Mutation(() => CompleteUploadResult, { description: 'Makes the parts one file; safe to repeat.' })
  completeUpload(
    @Context() context: RequestContext,
    @Args('uploadId', { type: () => ID }) uploadId: string,
    @Args('parts', { type: () => [UploadedPartInput] }) parts: UploadedPartInput[],
  ): Promise<typeof CompleteUploadResult> {
    return this.uploads.complete(context, uploadId, parts);
  }

  @Mutation(() => AbortUploadResult, { description: 'Throws away what was sent so far; safe to repeat.' })
  abortUpload(
    @Context() context: RequestContext,
    @Args('uploadId', { type: () => ID }) uploadId: string,
  ): Promise<typeof AbortUploadResult> {
    return this.uploads.abort(context, uploadId);
  }
}
