import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { frameOf, safeZoneOf } from '@reels/contracts';
import type { Aspect } from '@reels/contracts';

/** What the platforms leave free, and what their own buttons and captions cover. Lies over the preview. */
@Component({
  selector: 'app-safe-zones',
  template: `<div class="zone" [style]="place()"><span>{{ label() }}</span></div>`,
  styles: `
    :host {
      position: absolute;
      inset: 0;
      overflow: hidden;
      pointer-events: none;
    }

    .zone {
      position: absolute;
      border: 1px dashed #7df0c4;
      box-shadow: 0 0 0 100vmax #d0282855;
    }

    span {
      position: absolute;
      top: 100%;
      left: 0;
      padding: 0.15em 0.4em;
      background: #101114cc;
      color: #7df0c4;
      font: 400 0.6875rem / 1.4 var(--mono);
      white-space: nowrap;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SafeZones {
  readonly aspect = input.required<Aspect>();

  protected readonly label = computed(() => (this.aspect() === '9:16' ? 'free on TikTok, Reels and Shorts' : 'free everywhere'));
  protected readonly place = computed(() => {
    const [frame, zone] = [frameOf(this.aspect()), safeZoneOf(this.aspect())];
    const share = (length: number, of: number): string => `${(100 * length) / of}%`;
    return { left: share(zone.x, frame.width), top: share(zone.y, frame.height), width: share(zone.width, frame.width), height: share(zone.height, frame.height) };
  });
}
