import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { DialogRef } from '@angular/cdk/dialog';

/** The box of a dialog: a heading that names it, a way out, and the content. Focus and the Escape key are the CDK's. */
@Component({
  selector: 'app-dialog-frame',
  template: `
    <header>
      <h2 [id]="headingId()">{{ heading() }}</h2>
      <button class="button quiet small" type="button" aria-label="Close" (click)="dialog.close()">✕</button>
    </header>
    <div class="content"><ng-content /></div>
  `,
  styles: `
    :host {
      display: block;
      width: min(34rem, calc(100vw - 2 * var(--space-4)));
      max-height: calc(100dvh - 2 * var(--space-4));
      overflow: auto;
      border: 1px solid var(--line);
      border-radius: var(--radius-lg);
      background: var(--panel);
    }

    header {
      display: flex;
      justify-content: space-between;
      align-items: center;
      padding: var(--space-4) var(--space-4) 0 var(--space-5);
    }

    .content {
      display: grid;
      gap: var(--space-4);
      padding: var(--space-4) var(--space-5) var(--space-5);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DialogFrame {
  readonly heading = input.required<string>();
  /** What the dialog is labelled by. */
  readonly headingId = input.required<string>();
  protected readonly dialog = inject(DialogRef);
}
