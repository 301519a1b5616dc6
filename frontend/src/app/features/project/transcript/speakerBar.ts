import { ChangeDetectionStrategy, Component, input, output, signal } from '@angular/core';

/** The names of the voices; each can be changed, everywhere at once. */
@Component({
  selector: 'app-speaker-bar',
  template: `
    @if (speakers().length) {
      <ul aria-label="Speakers">
        @for (name of speakers(); track name; let index = $index) {
          <li>
            @if (renaming() === name) {
              <form (submit)="$event.preventDefault(); save(name, field.value)">
                <input
                  #field
                  class="input"
                  [value]="name"
                  maxlength="100"
                  [attr.aria-label]="'New name of ' + name"
                  (keydown.escape)="renaming.set(null)"
                  (blur)="save(name, field.value)"
                />
              </form>
            } @else {
              <button
                type="button"
                class="name"
                [class]="'voice-' + ((index % 5) + 1)"
                [disabled]="!editable()"
                [attr.aria-label]="'Rename ' + name"
                (click)="rename(name, $event)"
              >
                {{ name }} <span aria-hidden="true">✎</span>
              </button>
            }
          </li>
        }
      </ul>
    }
  `,
  styles: `
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
    }

    .name {
      min-height: 2rem;
      padding: 0 var(--space-3);
      border: 1px solid var(--line);
      border-radius: 1rem;
      background: none;
      font-weight: 600;
      font-size: var(--size-sm);
      cursor: pointer;
    }

    .name:disabled {
      cursor: default;
    }

    .name:not(:disabled):hover {
      border-color: var(--edge);
    }

    .name:disabled span {
      display: none;
    }

    .input {
      min-height: 2rem;
      width: 12rem;
    }

    .voice-1 {
      color: var(--voice-1);
    }

    .voice-2 {
      color: var(--voice-2);
    }

    .voice-3 {
      color: var(--voice-3);
    }

    .voice-4 {
      color: var(--voice-4);
    }

    .voice-5 {
      color: var(--voice-5);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SpeakerBar {
  readonly speakers = input.required<readonly string[]>();
  readonly editable = input(true);
  readonly renamed = output<{ from: string; to: string }>();
  protected readonly renaming = signal<string | null>(null);

  protected rename(name: string, event: Event): void {
    this.renaming.set(name);
    const item = (event.target as HTMLElement).closest('li');
    setTimeout(() => item?.querySelector('input')?.select());
  }

  protected save(from: string, given: string): void {
    if (this.renaming() !== from) return;
    this.renaming.set(null);
    const to = given.trim();
    if (to && to !== from) this.renamed.emit({ from, to });
  }
}
