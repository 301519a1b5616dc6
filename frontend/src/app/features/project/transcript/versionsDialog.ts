import { ChangeDetectionStrategy, Component, inject, resource } from '@angular/core';
import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ApiClient } from '../../../core/api/client';
import { told } from '../../../core/api/failures';
import { TranscriptRevisionsDocument } from '../../../core/api/generated/operations';
import { age } from '../../../core/format/format';
import { Now } from '../../../core/format/now';
import { DialogFrame } from '../../../shared/dialogFrame';

/** The revisions of a transcript; closes with the one to go back to. */
@Component({
  selector: 'app-versions-dialog',
  imports: [DialogFrame],
  template: `
    <app-dialog-frame heading="Versions of the transcript" headingId="versions-heading">
      @if (versions.hasValue()) {
        <ol>
          @for (version of versions.value(); track version.revision; let first = $first) {
            <li>
              <div>
                <p>{{ version.summary }}</p>
                <p class="mute small">Version {{ version.revision }} · {{ age(version.at, now()) }}</p>
              </div>
              @if (first) {
                <span class="mute small">This one</span>
              } @else {
                <button class="button small" type="button" (click)="dialog.close(version.revision)">Go back to it</button>
              }
            </li>
          }
        </ol>
      } @else if (versions.error()) {
        <p class="notice bad" role="alert">{{ told(versions.error()).message }}</p>
      } @else {
        <div class="skeleton" aria-hidden="true"></div>
      }
    </app-dialog-frame>
  `,
  styles: `
    li {
      display: flex;
      justify-content: space-between;
      align-items: center;
      gap: var(--space-4);
      padding-block: var(--space-3);
      border-top: 1px solid var(--line);
    }

    li > :not(div) {
      flex: none;
    }

    .skeleton {
      height: 10rem;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class VersionsDialog {
  readonly #api = inject(ApiClient);
  readonly #projectId = inject<string>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<number>>(DialogRef);
  protected readonly now = inject(Now).ms;
  protected readonly age = age;
  protected readonly told = told;
  protected readonly versions = resource({
    loader: async ({ abortSignal }) => {
      const { project } = await this.#api.request(TranscriptRevisionsDocument, { id: this.#projectId }, { signal: abortSignal });
      return project?.transcript?.revisions ?? [];
    },
  });
}
