import { ChangeDetectionStrategy, Component, computed, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { clock, duration } from '../../../core/format/format';
import type { HighlightCardFragment, ReelCardFragment, ReelState } from '../../../core/api/generated/operations';
import type { Step } from '../../../core/progress/journal';
import { ProgressBar } from '../../../shared/progressBar';
import { Thumb } from '../../../shared/thumb';

const REEL_SAYS: Readonly<Record<ReelState, string>> = {
  QUEUED: 'Reel: waiting for its turn',
  RENDERING: 'Rendering',
  CHECKING: 'Checking',
  READY: 'Reel ready',
  FAILED: 'Reel failed',
  CANCELLED: 'Reel cancelled',
};

/** One moment: why it was chosen, what is decided about it, and the reel that is made of it. */
@Component({
  selector: 'app-moment-card',
  imports: [RouterLink, ProgressBar, Thumb],
  templateUrl: './momentCard.html',
  styleUrl: './momentCard.css',
  host: {
    '[class.selected]': 'selected()',
    '[class.rejected]': "moment().state === 'REJECTED' && !reel()",
    '[class.pictured]': '!!reel()?.thumbnail',
  },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MomentCard {
  readonly moment = input.required<HighlightCardFragment>();
  readonly selected = input(false);
  readonly playing = input(false);
  /** Null where none is made. */
  readonly reel = input<ReelCardFragment | null>(null);
  /** The rendering of its reel, as the journal tells it. */
  readonly render = input<Step | null>(null);
  /** The review is over, so that a moment can become a reel at once. */
  readonly canMake = input(false);
  readonly chosen = output();
  readonly played = output();
  readonly kept = output();
  readonly rejected = output();
  readonly made = output();
  readonly renamed = output<string>();

  protected readonly renaming = signal(false);

  protected readonly clock = clock;
  protected readonly floor = Math.floor;
  protected readonly length = computed(() => duration(this.moment().endMs - this.moment().startMs));
  protected readonly bent = computed(() => this.moment().boundaries.filter(({ holds, why }) => !holds && why));
  protected readonly reelSays = computed(() => {
    const reel = this.reel();
    return reel ? REEL_SAYS[reel.state] : '';
  });
  protected readonly isBeingMade = computed(() => ['QUEUED', 'RENDERING', 'CHECKING'].includes(this.reel()?.state ?? ''));
  protected readonly percent = computed(() => (this.reel()?.state === 'RENDERING' ? (this.render()?.percent ?? null) : null));

  protected rename(event: Event): void {
    this.renaming.set(true);
    const head = (event.target as HTMLElement).closest('.head');
    setTimeout(() => head?.querySelector('input')?.select());
  }

  protected save(given: string): void {
    if (!this.renaming()) return;
    this.renaming.set(false);
    const title = given.trim();
    if (title && title !== this.moment().title) this.renamed.emit(title);
  }
}
