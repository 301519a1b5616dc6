import { Injectable, inject } from '@angular/core';
import { Dialog } from '@angular/cdk/dialog';

/** Opens the feedback form, whose code is loaded then. */
@Injectable({ providedIn: 'root' })
export class FeedbackOpener {
  readonly #dialog = inject(Dialog);

  async open(): Promise<void> {
    const { FeedbackDialog } = await import('./feedbackDialog');
    this.#dialog.open(FeedbackDialog, { backdropClass: 'scrim', ariaLabelledBy: 'feedback-heading' });
  }
}
