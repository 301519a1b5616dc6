import { readFileSync } from 'node:fs';
import { Inject } from '@nestjs/common';
import { Field, Float, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { PART_BYTES } from '@reels/platform';
import { API_SETTINGS } from '../infrastructure.js';
import type { ApiSettings } from '../infrastructure.js';
import { maxUploadBytes } from '../uploads/uploads.service.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };

@ObjectType({ description: 'What a client should know of this API before it asks for anything.' })
export class About {
  @Field()
  version!: string;

  @Field(() => Float)
  maxEpisodeHours!: number;

  @Field(() => Float)
  maxUploadBytes!: number;

  @Field(() => Float, { description: 'Bytes of each part of an upload but the last.' })
  partBytes!: number;
}

@Resolver(() => About)
export class AboutResolver {
  constructor(@Inject(API_SETTINGS) private readonly settings: ApiSettings) {}

  @Query(() => About)
  about(): About {
    return {
      version,
      maxEpisodeHours: this.settings.MAX_EPISODE_HOURS,
      maxUploadBytes: maxUploadBytes(this.settings),
      partBytes: PART_BYTES,
    };
  }
}
