import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Toasts } from '../core/toasts/toasts';

/** The toasts, at the lower edge, above the page. Read out by the announcer, so not a live region itself. */
@Component({
  selector: 'app-toast-list',
  template: `
    <section aria-label="Messages">
      <ul>
        @for (toast of toasts.list(); track toast.id) {
          <li class="card" [class]="toast.kind" animate.enter="enter">
            <div>
              <p>{{ toast.text }}</p>
              @if (toast.hint) {
                <p class="mute small">{{ toast.hint }}</p>
              }
            </div>
            @if (toast.action; as action) {
              <button class="button small" type="button" (click)="action.run(); toasts.close(toast.id)">
                {{ action.label }}
              </button>
            }
            <button class="button quiet small" type="button" aria-label="Close this message" (click)="toasts.close(toast.id)">
              ✕
            </button>
          </li>
        }
      </ul>
    </section>
  `,
  styles: `
    ul {
      position: fixed;
      right: var(--space-4);
      bottom: var(--space-4);
      left: var(--space-4);
      z-index: 1100;
      display: grid;
      gap: var(--space-2);
      justify-items: end;
      pointer-events: none;
    }

    li {
      display: flex;
      gap: var(--space-3);
      align-items: center;
      max-width: 30rem;
      padding: var(--space-2) var(--space-2) var(--space-2) var(--space-4);
      border-left: 3px solid var(--mute);
      pointer-events: auto;
    }

    li.good {
      border-left-color: var(--good);
    }

    li.bad {
      border-left-color: var(--bad);
    }

    div {
      flex: 1;
    }

    .enter {
      animation: rise var(--calm) var(--ease);
    }

    @keyframes rise {
      from {
        opacity: 0;
        transform: translateY(0.5rem);
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ToastList {
  protected readonly toasts = inject(Toasts);
}
