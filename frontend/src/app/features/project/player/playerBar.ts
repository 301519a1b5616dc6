import { ChangeDetectionStrategy, Component, computed, effect, inject, input, viewChild } from '@angular/core';
import type { ElementRef } from '@angular/core';
import { clock } from '../../../core/format/format';
import { Player } from './player';
import { Waveform } from './waveform';
import type { Mark } from './waveform';

/** The player over the transcript: the picture where there is one, the waveform of the whole recording, and where it is. */
@Component({
  selector: 'app-player-bar',
  imports: [Waveform],
  template: `
    @if (player.hasPicture()) {
      <div class="picture" #picture></div>
    }
    @if (player.peaks(); as peaks) {
      <app-waveform
        [peaks]="peaks"
        [endMs]="player.durationMs()"
        [ms]="player.ms()"
        [marks]="marks()"
        (seek)="player.seek($event)"
      />
    } @else if (player.failure(); as failure) {
      <div class="notice bad" role="alert">
        <p>The recording could not be loaded. {{ failure.message }} {{ failure.nextStep }}</p>
        <button class="link" type="button" (click)="player.again()">Try again</button>
      </div>
    } @else {
      <div class="skeleton" aria-hidden="true"></div>
    }
    <div class="controls">
      <button class="button small" type="button" [disabled]="!player.ready()" (click)="player.toggle()">
        {{ player.playing() ? '❚❚ Pause' : '▶ Play' }} <kbd>Space</kbd>
      </button>
      <span class="mono">{{ clock(player.ms()) }} / {{ clock(player.durationMs()) }}</span>
      @if (chapter(); as chapter) {
        <span class="mute small chapter">{{ chapter }}</span>
      }
      @if (player.broken()) {
        <span class="bad small" role="alert">This browser cannot play the recording. The reels are not touched by that.</span>
      }
    </div>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-2);
    }

    .picture {
      height: clamp(7rem, 22vh, 13rem);
      background: #000;
      border-radius: var(--radius-md);
      overflow: hidden;
    }

    .skeleton {
      height: 4.5rem;
    }

    .controls {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2) var(--space-4);
      align-items: center;
    }

    .chapter {
      min-width: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    .bad {
      color: var(--bad);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PlayerBar {
  readonly marks = input<readonly Mark[]>([]);
  protected readonly player = inject(Player);
  protected readonly clock = clock;
  private readonly picture = viewChild<ElementRef<HTMLElement>>('picture');

  protected readonly chapter = computed(
    () => this.player.chapters().findLast(({ startMs }) => startMs <= this.player.ms())?.title ?? null,
  );

  constructor() {
    effect(() => {
      const { element } = this.player;
      element.style.cssText = 'width:100%;height:100%;object-fit:contain';
      this.picture()?.nativeElement.append(element);
    });
  }
}
