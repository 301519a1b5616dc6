import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';

/** A project's or reel's picture; without one, two hues made from its name. */
@Component({
  selector: 'app-thumb',
  template: `@if (url() && failed() !== url()) {
    <img [src]="url()" alt="" loading="lazy" decoding="async" (error)="failed.set(url())" />
  }`,
  styles: `
    :host {
      display: block;
      flex: none;
      overflow: hidden;
      border-radius: var(--radius-md);
      background: linear-gradient(135deg, oklch(0.62 0.16 var(--hue)), oklch(0.36 0.1 calc(var(--hue) + 55)));
    }

    img {
      display: block;
      width: 100%;
      height: 100%;
      object-fit: cover;
    }
  `,
  host: { '[style.--hue]': 'hue()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Thumb {
  readonly url = input<string | null | undefined>(null);
  /** What the picture is of. */
  readonly name = input.required<string>();
  /** Signed addresses live for 15 minutes: one that has expired shows the hues. */
  protected readonly failed = signal<string | null | undefined>(null);
  protected readonly hue = computed(() => [...this.name()].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 360, 7));
}
