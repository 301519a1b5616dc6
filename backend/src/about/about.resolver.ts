import { readFileSync } from 'node:fs';
import { Inject } from '@nestjs/common';
import { Field, Float, ObjectType, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PART_BYTES } from '@reels/platform';
import { AccountsService } from '../accounts/accounts.service.js';
import { Public } from '../auth/public.js';
import { API_SETTINGS } from '../infrastructure.js';
import type { ApiSettings } from '../infrastructure.js';
import { maxUploadBytes } from '../uploads/uploads.service.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };

@ObjectType({ description: 'What a client should know of this API before it asks for anything; told to everybody.' })
export class About {
  @Field()
  version!: string;

  @Field(() => Float)
  maxEpisodeHours!: number;

  @Field(() => Float)
  maxUploadBytes!: number;

  @Field(() => Float, { description: 'Bytes of each part of an upload but the last.' })
  partBytes!: number;

  @Field(() => String, { nullable: true, description: 'Where users find help: an e-mail address or the address of a page.' })
  supportAddress!: string | null;
}

@Resolver(() => About)
export class AboutResolver {
  constructor(
    @Inject(API_SETTINGS) private readonly settings: ApiSettings,
    private readonly accounts: AccountsService,
  ) {}

  @Public()
  @Query(() => About)
  about(): About {
    return {
      version,
      maxEpisodeHours: this.settings.MAX_EPISODE_HOURS,
      maxUploadBytes: maxUploadBytes(this.settings),
      partBytes: PART_BYTES,
      supportAddress: this.settings.SUPPORT_ADDRESS ?? null,
    };
  }

  @ResolveField(() => Boolean, { description: 'Whether the first account is still to be made.' })
  needsOwner(): Promise<boolean> {
    return this.accounts.needsOwner();
  }
}
