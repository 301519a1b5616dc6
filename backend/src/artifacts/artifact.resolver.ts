import { basename } from 'node:path/posix';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { MAX_SIGNED_SECONDS, ObjectStore } from '@reels/platform';
import { Artifact } from './artifact.model.js';

@Resolver(() => Artifact)
export class ArtifactResolver {
  constructor(private readonly store: ObjectStore) {}

  @ResolveField(() => String, { description: 'An address that gives the object for 15 minutes, made for this answer.' })
  url(@Parent() { objectKey }: Artifact): Promise<string> {
    return this.store.signGet(objectKey, { fileName: basename(objectKey), seconds: MAX_SIGNED_SECONDS });
  }
}
