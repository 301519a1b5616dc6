import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Shortcuts } from '../core/shortcuts/shortcuts';
import { DialogFrame } from '../shared/dialogFrame';

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
      grid-template-columns: 6rem 1fr;
      gap: var(--space-2) var(--space-4);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ShortcutSheet {
  protected readonly groups = inject(Shortcuts).groups().filter(({ shortcuts }) => shortcuts.length > 0).toReversed();

  protected name(key: string): string {
    return { ' ': 'Space', ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' }[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  }
}
