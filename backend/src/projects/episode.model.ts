import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import type { Peaks as PeaksRecord } from '@reels/contracts';
import type { EpisodeRecord } from '@reels/records';

@ObjectType({ description: 'The moving picture of a recording.' })
export class VideoFacts {
  @Field()
  codec!: string;

  @Field(() => Int)
  width!: number;

  @Field(() => Int)
  height!: number;

  @Field(() => Float)
  fps!: number;
}

@ObjectType()
export class Chapter {
  @Field()
  title!: string;

  @Field(() => Int)
  startMs!: number;

  @Field(() => Int)
  endMs!: number;
}

@ObjectType({ description: 'Loudness envelope: the largest absolute sample of each bucket, 0 to 255.' })
export class Peaks {
  @Field(() => Int, { description: 'Length of a bucket.' })
  bucketMs!: number;

  @Field(() => [Int])
  values!: number[];

  static from({ bucketMs, values }: PeaksRecord): Peaks {
    return Object.assign(new Peaks(), { bucketMs, values });
  }
}

@ObjectType({ description: 'The recording, and what is known of it.' })
export class Episode {
  @Field()
  fileName!: string;

  @Field(() => Int)
  durationMs!: number;

  @Field()
  container!: string;

  @Field()
  audioCodec!: string;

  @Field(() => VideoFacts, { nullable: true, description: 'Null for a recording without a moving picture.' })
  video!: VideoFacts | null;

  @Field(() => String, { nullable: true })
  title!: string | null;

  @Field(() => String, { nullable: true })
  show!: string | null;

  @Field(() => [Chapter])
  chapters!: Chapter[];

  projectId!: string;

  static from({ fileName, durationMs, container, audioCodec, video, title, show, chapters, projectId }: EpisodeRecord): Episode {
    return Object.assign(new Episode(), { fileName, durationMs, container, audioCodec, video, title, show, chapters, projectId });
  }
}
