import type { Range } from './media.js';

export const CAPTION_STYLES = ['studio', 'paper', 'punch', 'capsule', 'solo', 'karaoke', 'stack', 'subtitle', 'typewriter'] as const;
export type CaptionStyle = (typeof CAPTION_STYLES)[number];

export const LAYOUTS = ['audiogram', 'fit'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** What a user chose for a project. Everything has a default, so that an episode alone is enough. */
export interface ProjectOptions {
  /** How many reels at most. */
  reels: number;
  minMs: number;
  maxMs: number;
  /** Only this part of the episode is used; null: all of it. */
  part: Range | null;
  /** BCP 47 code; null: found by listening. */
  language: string | null;
  /** "auto": studio for audio, punch over video. */
  captions: CaptionStyle | 'auto' | 'none';
  /** "auto": fit when the episode has a moving picture, else audiogram. */
  layout: Layout | 'auto';
  /** Stop after the highlights until they are approved. */
  review: boolean;
  /** Stop after the transcript. */
  transcriptOnly: boolean;
}

export const DEFAULT_OPTIONS: ProjectOptions = {
  reels: 5,
  minMs: 20_000,
  maxMs: 60_000,
  part: null,
  language: null,
  captions: 'auto',
  layout: 'auto',
  review: false,
  transcriptOnly: false,
};
