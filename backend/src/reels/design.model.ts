import { Field, Float, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { CaptionLook as CaptionLookRecord, ReelDesign as ReelDesignRecord } from '@reels/contracts';
import type { ReelRecord } from '@reels/records';
import {
  AspectEnum,
  BackgroundChoiceEnum,
  CaptionChoiceEnum,
  CaptionFontEnum,
  CaptionPositionEnum,
  LayoutChoiceEnum,
} from '../graphql/enums.js';

@ObjectType({
  description: 'What is different from a caption style as it was drawn; null: as the style has it. Colours are #rrggbb.',
})
export class CaptionLook {
  @Field(() => CaptionFontEnum, { nullable: true })
  font!: CaptionLookRecord['font'];

  @Field(() => Float, { description: "Times the style's own size." })
  size!: number;

  @Field(() => CaptionPositionEnum)
  position!: CaptionLookRecord['position'];

  @Field(() => String, { nullable: true, description: 'Of words that were said.' })
  colour!: string | null;

  @Field(() => String, { nullable: true, description: 'Of the word being said, or of what marks it.' })
  highlight!: string | null;

  @Field(() => Int, { nullable: true, description: 'At most.' })
  wordsAtATime!: number | null;

  @Field(() => Boolean, { nullable: true })
  upperCase!: boolean | null;
}

@ObjectType({ description: 'How a reel looks.' })
export class ReelDesign {
  @Field(() => AspectEnum)
  aspect!: ReelDesignRecord['aspect'];

  @Field(() => LayoutChoiceEnum)
  layout!: ReelDesignRecord['layout'];

  @Field(() => CaptionChoiceEnum)
  captions!: ReelDesignRecord['captions'];

  @Field(() => CaptionLook)
  look!: CaptionLook;

  @Field(() => BackgroundChoiceEnum)
  background!: ReelDesignRecord['background'];

  static from(design: ReelDesignRecord): ReelDesign {
    return Object.assign(new ReelDesign(), design);
  }
}

@ObjectType({ description: "What a reel's next revision is to be." })
export class ReelDraft {
  @Field()
  title!: string;

  @Field(() => ReelDesign)
  design!: ReelDesign;

  @Field(() => Int, { description: 'Grows with each change; changes are made on the newest only.' })
  version!: number;

  static from({ draft, draftVersion }: ReelRecord): ReelDraft {
    return Object.assign(new ReelDraft(), { title: draft.title, design: ReelDesign.from(draft.design), version: draftVersion });
  }
}

@InputType({ description: 'What is left out stays; null where the look may be null: as the style has it.' })
export class CaptionLookInput {
  @Field(() => CaptionFontEnum, { nullable: true })
  font?: CaptionLookRecord['font'];

  @Field(() => Float, { nullable: true, description: '0.7 to 1.4.' })
  size?: number | null;

  @Field(() => CaptionPositionEnum, { nullable: true })
  position?: CaptionLookRecord['position'] | null;

  @Field(() => String, { nullable: true })
  colour?: string | null;

  @Field(() => String, { nullable: true })
  highlight?: string | null;

  @Field(() => Int, { nullable: true, description: '1 to 8.' })
  wordsAtATime?: number | null;

  @Field(() => Boolean, { nullable: true })
  upperCase?: boolean | null;
}

@InputType({ description: 'What is left out stays.' })
export class ReelDesignInput {
  @Field(() => AspectEnum, { nullable: true })
  aspect?: ReelDesignRecord['aspect'] | null;

  @Field(() => LayoutChoiceEnum, { nullable: true })
  layout?: ReelDesignRecord['layout'] | null;

  @Field(() => CaptionChoiceEnum, { nullable: true })
  captions?: ReelDesignRecord['captions'] | null;

  @Field(() => CaptionLookInput, { nullable: true })
  look?: CaptionLookInput | null;

  @Field(() => BackgroundChoiceEnum, { nullable: true })
  background?: ReelDesignRecord['background'] | null;
}
