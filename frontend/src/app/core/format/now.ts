import { Injectable, signal } from '@angular/core';

/** The time as a signal that moves once a second, for "5 min ago" and elapsed times. */
@Injectable({ providedIn: 'root' })
export class Now {
  readonly #ms = signal(Date.now());
  /** Milliseconds since 1970. */
  readonly ms = this.#ms.asReadonly();

  constructor() {
    setInterval(() => {
      if (!document.hidden) this.#ms.set(Date.now());
    }, 1000);
  }
}
