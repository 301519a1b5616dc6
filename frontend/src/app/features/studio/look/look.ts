import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { ASPECTS, CAPTION_FONTS, CAPTION_FONT_NAMES, CAPTION_POSITIONS, CAPTION_SIZE_LIMITS, DEFAULT_LOOK, HOUSE_PALETTES, WORDS_AT_A_TIME_LIMITS, resolveDesign } from '@reels/contracts';
import type { Aspect, BackgroundChoice, CaptionLook, Palette, ReelDesign } from '@reels/contracts';
import { PAPER, housePalette } from '@reels/editing/composition';
import type { ReelContent } from '@reels/editing/composition';
import type { Composer } from '../preview/composer';
import { StudioStore } from '../studioStore';
import { ColourChoice } from './colourChoice';
import { Segments } from './segments';
import { StyleGallery } from './styleGallery';

const named = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** Every choice of how the reel looks. */
@Component({
  selector: 'app-look',
  imports: [ColourChoice, Segments, StyleGallery],
  templateUrl: './look.html',
  styleUrl: './look.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Look {
  readonly content = input.required<ReelContent>();
  readonly composer = input.required<Composer>();

  readonly #store = inject(StudioStore);

  protected readonly design = computed(() => this.content().design);
  protected readonly look = computed(() => this.design().look);
  protected readonly resolved = computed(() => resolveDesign(this.design(), this.content()));
  protected readonly changed = computed(() => Object.entries(DEFAULT_LOOK).some(([key, value]) => this.look()[key as keyof CaptionLook] !== value));
  protected readonly backgrounds = computed(() => backgroundsFor(this.content()));

  protected readonly size = CAPTION_SIZE_LIMITS;
  protected readonly fonts = CAPTION_FONTS.map((value) => ({ value, label: CAPTION_FONT_NAMES[value] }));
  protected readonly counts = Array.from({ length: WORDS_AT_A_TIME_LIMITS.max }, (_, at) => at + WORDS_AT_A_TIME_LIMITS.min);
  protected readonly aspects = ASPECTS.map((value) => ({ value, label: value }));
  protected readonly positions = CAPTION_POSITIONS.map((value) => ({ value, label: named(value) }));
  protected readonly layouts = [
    { value: 'auto' as const, label: 'Auto' },
    { value: 'fit' as const, label: 'Picture' },
    { value: 'audiogram' as const, label: 'Audiogram' },
  ];
  protected readonly capitals = [
    { value: null, label: 'Auto' },
    { value: true, label: 'ABC' },
    { value: false, label: 'Abc' },
  ];

  /** @param key what is dragged or tuned, one step of undo while it goes on; left out: a choice, which is a step of its own */
  protected set(changes: Partial<ReelDesign>, key = JSON.stringify(changes)): void {
    this.#store.change({ design: { ...this.design(), ...changes } }, key);
  }

  protected setLook(changes: Partial<CaptionLook>, key?: string): void {
    this.set({ look: { ...this.look(), ...changes } }, key);
  }

  protected setAspect(aspect: Aspect): void {
    this.set({ aspect });
  }

  protected reset(): void {
    this.setLook(DEFAULT_LOOK);
  }
}

/** The grounds that can be chosen, each as CSS shows it. */
function backgroundsFor({ hasCover, palette, video }: ReelContent): { value: BackgroundChoice; label: string; css: string }[] {
  const swatch = ({ ground, glows, accent }: Palette): string => `radial-gradient(circle at 72% 30%, ${accent} 0 22%, transparent 23%), linear-gradient(200deg, ${glows[0]}, ${ground} 55%, ${glows[1]})`;
  return [
    { value: 'auto', label: video ? 'Auto: the blurred picture, or the colours of the show' : 'Auto: the colours of the show', css: swatch(palette) },
    ...(hasCover ? [{ value: 'cover' as const, label: 'The cover, blurred', css: `linear-gradient(135deg, ${palette.tile[0]}, ${palette.tile[1]})` }] : []),
    { value: 'paper', label: 'Paper', css: PAPER },
    ...HOUSE_PALETTES.map((value) => ({ value, label: named(value), css: swatch(housePalette(value)) })),
  ];
}
