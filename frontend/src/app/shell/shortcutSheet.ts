import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Shortcuts } from '../core/shortcuts/shortcuts';
import type { ShortcutGroup } from '../core/shortcuts/shortcuts';
import { DialogFrame } from '../shared/dialogFrame';

/** What several parts of a page register under one title is shown under it. */
function byTitle(groups: readonly ShortcutGroup[]): ShortcutGroup[] {
  const titles = [...new Set(groups.map(({ title }) => title))];
  return titles.map((title) => ({
    title,
    shortcuts: groups.filter((group) => group.title === title).flatMap(({ shortcuts }) => shortcuts),
  }));
}

/** The `?` sheet: the keys of the page that is open. */
@Component({
  selector: 'app-shortcut-sheet',
  imports: [DialogFrame],
  template: `
    <app-dialog-frame heading="Keyboard shortcuts" headingId="shortcuts-heading">
      @for (group of groups; track group.title) {
        <section>
          <h3>{{ group.title }}</h3>
          <dl>
            @for (shortcut of group.shortcuts; track shortcut.label) {
              <dt>
                @if (shortcut.ctrl) {
                  <kbd>Ctrl</kbd>
                }
                @if (shortcut.shift) {
                  <kbd>Shift</kbd>
                }
                <kbd>{{ name(shortcut.key) }}</kbd>
              </dt>
              <dd>{{ shortcut.label }}</dd>
            }
          </dl>
        </section>
      }
    </app-dialog-frame>
  `,
  styles: `
    h3 {
      margin-bottom: var(--space-2);
    }

    dl {
      display: grid;
      grid-template-columns: 7rem 1fr;
      gap: var(--space-2) var(--space-4);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ShortcutSheet {
  protected readonly groups = byTitle(inject(Shortcuts).groups().toReversed());

  protected name(key: string): string {
    return (
      { ' ': 'Space', ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' }[key] ??
      (key.length === 1 ? key.toUpperCase() : key)
    );
  }
}
