import { ChangeDetectionStrategy, Component } from '@angular/core';

/** The mark: five bars of a waveform. */
@Component({
  selector: 'app-logo',
  template: `<svg viewBox="0 0 28 24" aria-hidden="true" fill="currentColor">
    <rect x="0" y="7.5" width="3.6" height="9" rx="1.8" />
    <rect x="6" y="3" width="3.6" height="18" rx="1.8" />
    <rect x="12" y="5.5" width="3.6" height="13" rx="1.8" />
    <rect x="18" y="1" width="3.6" height="22" rx="1.8" />
    <rect x="24" y="8" width="3.6" height="8" rx="1.8" />
  </svg>`,
  styles: `
    :host {
      display: inline-flex;
      color: var(--accent);
    }

    svg {
      width: 1.75rem;
      height: 1.5rem;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Logo {}
