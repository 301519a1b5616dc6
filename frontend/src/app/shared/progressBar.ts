import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** A bar for a measured percentage; for null, where nothing can be measured, one that tells only that work goes on. */
@Component({
  selector: 'app-progress-bar',
  template: `<div
    role="progressbar"
    [attr.aria-label]="label()"
    aria-valuemin="0"
    aria-valuemax="100"
    [attr.aria-valuenow]="percent() === null ? null : round(percent()!)"
    [class.unknown]="percent() === null"
  >
    <div [style.transform]="percent() === null ? null : 'scaleX(' + percent()! / 100 + ')'"></div>
  </div>`,
  styles: `
    div[role] {
      height: 4px;
      border-radius: 2px;
      background: var(--line);
      overflow: hidden;
    }

    div div {
      height: 100%;
      border-radius: 2px;
      background: var(--accent);
      transform-origin: left;
      transition: transform var(--calm) linear;
    }

    .unknown div {
      width: 30%;
      animation: pass 1.4s ease-in-out infinite alternate;
    }

    @keyframes pass {
      to {
        transform: translateX(233%);
      }
    }

    @media (prefers-reduced-motion: reduce) {
      .unknown div {
        width: 100%;
        animation: none;
        opacity: 0.4;
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProgressBar {
  /** 0 to 100, or null. */
  readonly percent = input.required<number | null>();
  readonly label = input.required<string>();
  protected readonly round = Math.round;
}
