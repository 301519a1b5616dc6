import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Json } from '../graphql/scalars.js';
import { Peaks, VideoFacts } from '../projects/episode.model.js';
import { Range } from '../projects/range.model.js';
import { Sentence } from '../transcripts/transcript.model.js';

@ObjectType({ description: 'Everything that a client needs to lay the reel out and play it as a render would make it now.' })
export class ReelPreview {
  @Field(() => [Range], { description: 'Which ranges of the episode it would keep, in order.' })
  cut!: Range[];

  @Field(() => Int)
  durationMs!: number;

  @Field({ description: 'BCP 47; "und" when it could not be found.' })
  language!: string;

  @Field(() => String, { nullable: true, description: "The podcast's name, as the reel shows it." })
  show!: string | null;

  @Field(() => [Sentence], { description: "On the reel's own clock; index tells their place in the transcript." })
  sentences!: Sentence[];

  @Field(() => Peaks, { description: 'Of the cut.' })
  peaks!: Peaks;

  @Field(() => Json, { description: 'The colours of the episode: Palette of libs/contracts.' })
  palette!: object;

  @Field()
  hasCover!: boolean;

  @Field(() => String, { nullable: true, description: 'Signed for 15 minutes, as the others.' })
  coverUrl!: string | null;

  @Field({ description: 'The recording as it was given.' })
  sourceUrl!: string;

  @Field(() => String, { nullable: true, description: 'Its sound in a form that every browser plays.' })
  playableUrl!: string | null;

  @Field(() => VideoFacts, { nullable: true })
  video!: VideoFacts | null;
}
