import { ChangeDetectionStrategy, Component, Injectable, inject } from '@angular/core';
import { DIALOG_DATA, Dialog, DialogRef } from '@angular/cdk/dialog';
import { firstValueFrom } from 'rxjs';
import { DialogFrame } from './dialogFrame';

export interface Question {
  heading: string;
  text: string;
  /** The verb of the button that does it. */
  action: string;
  /** The button that does nothing. */
  keep: string;
}

@Component({
  selector: 'app-confirm-dialog',
  imports: [DialogFrame],
  template: `
    <app-dialog-frame [heading]="question.heading" headingId="confirm-heading">
      <p>{{ question.text }}</p>
      <div>
        <button class="button danger" type="button" (click)="dialog.close(true)">{{ question.action }}</button>
        <button class="button" type="button" cdkFocusInitial (click)="dialog.close(false)">{{ question.keep }}</button>
      </div>
    </app-dialog-frame>
  `,
  styles: `
    div {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-3);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class ConfirmDialog {
  protected readonly question = inject<Question>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<boolean>>(DialogRef);
}

/** Asks once before something that cannot be taken back. */
@Injectable({ providedIn: 'root' })
export class Confirm {
  readonly #dialog = inject(Dialog);

  async ask(question: Question): Promise<boolean> {
    const dialog = this.#dialog.open<boolean>(ConfirmDialog, {
      data: question,
      role: 'alertdialog',
      backdropClass: 'scrim',
      ariaLabelledBy: 'confirm-heading',
      autoFocus: '[cdkFocusInitial]',
    });
    return (await firstValueFrom(dialog.closed)) ?? false;
  }
}
