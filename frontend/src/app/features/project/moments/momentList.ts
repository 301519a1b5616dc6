import { ChangeDetectionStrategy, Component, ElementRef, computed, inject } from '@angular/core';
import { count } from '../../../core/format/format';
import type { HighlightCardFragment, HighlightState } from '../../../core/api/generated/operations';
import { Shortcuts } from '../../../core/shortcuts/shortcuts';
import { Toasts } from '../../../core/toasts/toasts';
import { Player } from '../player/player';
import { ProjectStore } from '../projectStore';
import { MomentCard } from './momentCard';
import { MomentStore } from './momentStore';

/** The moments, the best score first, with keys to go through them. */
@Component({
  selector: 'app-moment-list',
  imports: [MomentCard],
  template: `
    <header>
      <h2>{{ heading() }}</h2>
      @if (cards().length) {
        <span class="mute small keys"><kbd>J</kbd> <kbd>K</kbd> move · <kbd>X</kbd> reject</span>
      }
    </header>
    @if (cards().length) {
      <ul>
        @for (card of cards(); track card.moment.id) {
          <li>
            <app-moment-card
              [attr.data-moment]="card.moment.id"
              [moment]="card.moment"
              [reel]="card.reel"
              [render]="card.render"
              [selected]="card.moment.id === moments.selected()?.id"
              [playing]="card.playing"
              [canMake]="store.state() === 'DONE'"
              (chosen)="choose(card.moment)"
              (played)="play(card.moment)"
              (kept)="decide(card.moment, 'APPROVED')"
              (rejected)="decide(card.moment, 'REJECTED')"
              (made)="make(card.moment)"
              (renamed)="rename(card.moment, $event)"
            />
          </li>
        }
      </ul>
    } @else {
      <p class="mute">
        {{ store.isRunning() ? 'The best moments appear here once the transcript is there.' : 'There are none.' }}
      </p>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-4);
      align-content: start;
    }

    header {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      align-items: baseline;
      gap: var(--space-2);
    }

    ul {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-3);
    }

    @media (hover: none) {
      .keys {
        display: none;
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MomentList {
  readonly #player = inject(Player);
  readonly #toasts = inject(Toasts);
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly store = inject(ProjectStore);
  protected readonly moments = inject(MomentStore);

  protected readonly heading = computed(() =>
    this.moments.moments().length > 0 ? count(this.moments.moments().length, 'moment') : 'Moments',
  );
  protected readonly cards = computed(() => {
    const reels = this.store.project()?.reels ?? [];
    const journal = this.store.journal();
    const [ms, playing, selected] = [this.#player.ms(), this.#player.playing(), this.moments.selected()?.id];
    return this.moments.moments().map((moment) => {
      const known = reels.find(({ highlightId }) => highlightId === moment.id) ?? null;
      const told = known && journal.reels.get(known.id);
      return {
        moment,
        reel: known && { ...known, state: told?.state ?? known.state },
        render: told?.stages.RENDER ?? null,
        playing: playing && moment.id === selected && ms >= moment.startMs && ms < moment.endMs,
      };
    });
  });

  constructor() {
    inject(Shortcuts).register({
      title: 'Moments',
      shortcuts: [
        { key: 'j', label: 'Next moment', run: () => this.#go(1) },
        { key: 'k', label: 'Moment before', run: () => this.#go(-1) },
        {
          key: 'x',
          label: 'Reject the moment, or keep it after all',
          run: () => this.#withSelected((moment) => this.decide(moment, moment.state === 'REJECTED' ? 'APPROVED' : 'REJECTED')),
        },
        { key: 'p', label: 'Play the moment', run: () => this.#withSelected((moment) => this.play(moment)) },
      ],
    });
  }

  protected choose(moment: HighlightCardFragment): void {
    this.moments.select(moment.id);
    this.#player.seek(moment.startMs);
  }

  protected play(moment: HighlightCardFragment): void {
    const [ms, isSelected] = [this.#player.ms(), this.moments.selected()?.id === moment.id];
    if (this.#player.playing() && isSelected && ms >= moment.startMs && ms < moment.endMs) return this.#player.pause();
    this.moments.select(moment.id);
    this.#player.playSpan(moment.startMs, moment.endMs);
  }

  protected async decide(moment: HighlightCardFragment, state: HighlightState): Promise<void> {
    try {
      await this.moments.decide(moment.id, state);
    } catch (error) {
      this.#toasts.failed(error);
    }
  }

  protected async rename(moment: HighlightCardFragment, title: string): Promise<void> {
    try {
      await this.moments.rename(moment.id, title);
    } catch (error) {
      this.#toasts.failed(error);
    }
  }

  protected async make(moment: HighlightCardFragment): Promise<void> {
    try {
      await this.moments.makeReel(moment.id);
      this.#toasts.good(`"${moment.title}" is being made.`);
    } catch (error) {
      this.#toasts.failed(error);
    }
  }

  #withSelected(work: (moment: HighlightCardFragment) => unknown): void {
    const moment = this.moments.selected();
    if (moment) work(moment);
  }

  #go(direction: -1 | 1): void {
    const all = this.moments.moments();
    const at = all.findIndex(({ id }) => id === this.moments.selected()?.id);
    const next = all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + direction))];
    if (!next) return;
    this.choose(next);
    const card = this.#host.nativeElement.querySelector<HTMLElement>(`[data-moment="${next.id}"]`);
    card?.scrollIntoView({ block: 'nearest' });
    card?.querySelector<HTMLElement>('.title')?.focus({ preventScroll: true });
  }
}
