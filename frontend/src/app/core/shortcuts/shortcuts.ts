import { DestroyRef, Injectable, inject, signal } from '@angular/core';

export interface Shortcut {
  /** As KeyboardEvent.key gives it, and as the sheet shows it: "j", "/", "?", " " (the space bar), "Escape". */
  key: string;
  /** What it does, as a verb: "Keep the moment". */
  label: string;
  run: () => void;
  /** Held together with Ctrl (or Cmd). */
  ctrl?: boolean;
  /** Held together with Ctrl and Shift. */
  shift?: boolean;
}

export interface ShortcutGroup {
  title: string;
  shortcuts: readonly Shortcut[];
}

/** The keys of the page that is shown. They rest while somebody types or a dialog is open. */
@Injectable({ providedIn: 'root' })
export class Shortcuts {
  readonly #groups = signal<readonly ShortcutGroup[]>([]);
  readonly groups = this.#groups.asReadonly();

  constructor() {
    document.addEventListener('keydown', (event) => this.#handle(event));
  }

  /** Adds keys for as long as the caller lives; of two with the same key the newer one counts. */
  register(group: ShortcutGroup, destroyRef = inject(DestroyRef)): void {
    this.#groups.update((groups) => [...groups, group]);
    destroyRef.onDestroy(() => this.#groups.update((groups) => groups.filter((other) => other !== group)));
  }

  #handle(event: KeyboardEvent): void {
    if (
      event.defaultPrevented ||
      event.altKey ||
      isTyping(event.target) ||
      isSliding(event) ||
      document.querySelector('[aria-modal="true"]')
    )
      return;
    const ctrl = event.ctrlKey || event.metaKey;
    const shortcut = this.#groups()
      .toReversed()
      .flatMap(({ shortcuts }) => shortcuts)
      .find((shortcut) => {
        // Without Ctrl, Shift is part of the character: "?".
        const held = (shortcut.ctrl ?? false) === ctrl && (!ctrl || (shortcut.shift ?? false) === event.shiftKey);
        return held && shortcut.key.toLowerCase() === event.key.toLowerCase();
      });
    // The space bar presses the button that has the focus.
    if (
      !shortcut ||
      (event.key === ' ' && event.target instanceof Element && event.target.closest('button, a, summary, [role=slider]'))
    )
      return;
    event.preventDefault();
    shortcut.run();
  }
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox]):not([type=range]), textarea, select'));

/** A slider that has the focus moves by the arrows itself. */
const isSliding = ({ target, key }: KeyboardEvent): boolean =>
  key.startsWith('Arrow') && target instanceof HTMLElement && target.matches('input[type=range]');
