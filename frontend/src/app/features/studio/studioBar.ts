import { ChangeDetectionStrategy, Component, computed, inject, model } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ProgressBar } from '../../shared/progressBar';
import { DraftSaver } from './draft/draftSaver';
import { StudioStore } from './studioStore';

/** The title, where the draft stands, and the way to a finished revision. */
@Component({
  selector: 'app-studio-bar',
  imports: [RouterLink, ProgressBar],
  templateUrl: './studioBar.html',
  styleUrl: './studioBar.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StudioBar {
  readonly safeZones = model.required<boolean>();

  protected readonly store = inject(StudioStore);
  protected readonly saver = inject(DraftSaver);
  protected readonly floor = Math.floor;
  protected readonly newest = computed(() => this.store.render()?.revisions[0] ?? null);

  protected readonly saved = computed(() => {
    if (!this.store.state()) return 'Loading …';
    const { kind } = this.saver.state();
    if (kind === 'saving') return 'Saving …';
    if (kind === 'saved') return 'Draft saved';
    return this.saver.isKept() ? 'Kept on this device' : 'Not saved';
  });

  protected readonly busyText = computed(() => {
    const { state, revision } = this.store.render() ?? {};
    if (state === 'QUEUED') return `Revision ${revision} waits for its turn`;
    return state === 'CHECKING' ? `Checking revision ${revision}: the finished file is opened and measured` : `Rendering revision ${revision}`;
  });

  protected retitle(title: string): void {
    const trimmed = title.trim();
    if (trimmed && trimmed !== this.store.state()?.title) this.store.change({ title: trimmed }, 'title');
  }
}
