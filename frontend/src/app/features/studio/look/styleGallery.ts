import { ChangeDetectionStrategy, Component, computed, effect, input, model, signal, untracked, viewChildren } from '@angular/core';
import type { ElementRef } from '@angular/core';
import { CAPTION_STYLES, frameOf } from '@reels/contracts';
import type { CaptionStyle, ReelDesign } from '@reels/contracts';
import type { ReelContent } from '@reels/editing/composition';
import type { Composer } from '../preview/composer';
import { captionsAlone, sampleContent, sampleGround } from './styleSample';

/** Of the frame that samples are cut from, to its own size. */
const SAMPLE_SCALE = 0.5;
/** Air around a sample, in shares of its card. */
const MARGIN = 0.1;

/** The caption styles, each drawn by libass with words of this reel. */
@Component({
  selector: 'app-style-gallery',
  template: `
    <div class="styles" role="radiogroup" aria-label="Caption style">
      @for (style of styles; track style) {
        <label [class.chosen]="chosen() === style" [style.--ground]="grounds()[style]">
          <input class="cdk-visually-hidden" type="radio" name="caption-style" [value]="style" [checked]="chosen() === style" (change)="captions.set(style)" />
          <canvas #card aria-hidden="true" width="296" height="150"></canvas>
          <span class="small">{{ style }}</span>
        </label>
      }
      <label [class.chosen]="captions() === 'none'">
        <input class="cdk-visually-hidden" type="radio" name="caption-style" value="none" [checked]="captions() === 'none'" (change)="captions.set('none')" />
        <canvas aria-hidden="true" width="296" height="150"></canvas>
        <span class="small">no captions</span>
      </label>
    </div>
  `,
  styleUrl: './styleGallery.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StyleGallery {
  readonly content = input.required<ReelContent>();
  readonly composer = input.required<Composer>();
  readonly captions = model.required<ReelDesign['captions']>();
  /** What `auto` comes to. */
  readonly resolved = input.required<CaptionStyle | 'none'>();

  protected readonly styles = CAPTION_STYLES;
  protected readonly chosen = computed(() => (this.captions() === 'auto' ? this.resolved() : this.captions()));
  protected readonly grounds = signal<Partial<Record<CaptionStyle, string>>>({});

  private readonly cards = viewChildren<ElementRef<HTMLCanvasElement>>('card');
  /** What samples show; a change of anything else redraws none. */
  readonly #shown = computed(
    () => {
      const { design, sentences, palette, hasCover, video, language } = this.content();
      return { layout: design.layout, background: design.background, words: sentences[0]?.text, palette, hasCover, video, language };
    },
    { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  #round = 0;

  constructor() {
    effect(() => {
      this.#shown();
      if (this.cards().length === CAPTION_STYLES.length) untracked(() => void this.#draw(++this.#round));
    });
  }

  /** One after the other, so that the preview keeps moving. */
  async #draw(round: number): Promise<void> {
    for (const [at, style] of CAPTION_STYLES.entries()) {
      const card = this.cards()[at]?.nativeElement;
      if (round !== this.#round || !card) return;
      // A card that could not be drawn keeps its name.
      await this.#drawCard(card, style).catch(() => undefined);
    }
  }

  async #drawCard(card: HTMLCanvasElement, style: CaptionStyle): Promise<void> {
    const { compose, libass } = { compose: (content: ReelContent) => this.composer().compose(content), libass: this.composer().libass };
    const sample = sampleContent({ ...this.content(), design: { ...this.content().design, aspect: '9:16' } }, style);
    const composition = await compose(sample);
    const { width, height } = frameOf('9:16');
    const size = { width: width * SAMPLE_SCALE, height: height * SAMPLE_SCALE };
    const sketch = await libass.sketch(captionsAlone(composition.ass), composition.fonts, composition.thumbnailMs, size);
    this.grounds.update((grounds) => ({ ...grounds, [style]: sampleGround(composition) }));
    const context = card.getContext('2d');
    if (!context || !sketch) return;
    const { picture } = sketch;
    const room = { width: card.width * (1 - 2 * MARGIN), height: card.height * (1 - 2 * MARGIN) };
    const scale = Math.min(room.width / picture.width, room.height / picture.height, 1);
    const [w, h] = [picture.width * scale, picture.height * scale];
    context.clearRect(0, 0, card.width, card.height);
    context.drawImage(picture, (card.width - w) / 2, (card.height - h) / 2, w, h);
    picture.close();
  }
}
