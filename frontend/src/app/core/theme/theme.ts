import { Injectable, effect, signal } from '@angular/core';

export const THEMES = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof THEMES)[number];

const KEY = 'theme';
const isTheme = (value: unknown): value is ThemeChoice => THEMES.includes(value as ThemeChoice);

/** The chosen theme, kept by this browser. `public/theme.js` applies it before the first paint. */
@Injectable({ providedIn: 'root' })
export class Theme {
  readonly choice = signal<ThemeChoice>(read());

  constructor() {
    effect(() => {
      const choice = this.choice();
      if (choice === 'system') delete document.documentElement.dataset['theme'];
      else document.documentElement.dataset['theme'] = choice;
      try {
        localStorage.setItem(KEY, choice);
      } catch {
        // Storage is closed to us: the choice lasts as long as the page.
      }
    });
  }
}

function read(): ThemeChoice {
  try {
    const stored = localStorage.getItem(KEY);
    return isTheme(stored) ? stored : 'system';
  } catch {
    return 'system';
  }
}
