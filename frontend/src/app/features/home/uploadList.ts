import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { told } from '../../core/api/failures';
import type { Told } from '../../core/api/failures';
import { bytes, timeLeft } from '../../core/format/format';
import { Uploads } from '../../core/uploads/uploads';
import type { UploadView } from '../../core/uploads/uploads';
import { ProgressBar } from '../../shared/progressBar';

/** Files on their way, with speed and time left, and those that a reload interrupted. */
@Component({
  selector: 'app-upload-list',
  imports: [ProgressBar],
  templateUrl: './uploadList.html',
  styleUrl: './uploadList.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UploadList {
  protected readonly uploads = inject(Uploads);
  protected readonly refusal = signal<(Told & { key: string }) | null>(null);
  protected readonly timeLeft = timeLeft;
  protected readonly floor = Math.floor;

  protected tell({ state, sentBytes, bytes: all, bytesPerSecond }: UploadView): string {
    const sent = `${bytes(sentBytes)} of ${bytes(all)}`;
    switch (state) {
      case 'sending':
        return bytesPerSecond === null ? sent : `${sent}, ${bytes(bytesPerSecond)}/s`;
      case 'waiting':
        return `${sent}. The connection is lost; it goes on by itself when it is back.`;
      case 'paused':
        return `${sent}. Paused.`;
      case 'finishing':
        return 'All is sent; putting the parts together.';
      case 'interrupted':
        return `${sent} had arrived when the page was closed. Give the file again to go on from there.`;
      case 'failed':
        return sent;
    }
  }

  protected async reopen(upload: UploadView): Promise<void> {
    await this.#try(upload.key, () => this.uploads.reopen(upload.key));
  }

  protected async chosen(upload: UploadView, chooser: HTMLInputElement): Promise<void> {
    const file = chooser.files?.[0];
    chooser.value = '';
    if (file) await this.#try(upload.key, () => this.uploads.continueWith(upload.key, file));
  }

  async #try(key: string, work: () => Promise<void>): Promise<void> {
    this.refusal.set(null);
    try {
      await work();
    } catch (error) {
      const { code, message, nextStep } = told(error);
      this.refusal.set({ key, code, message, nextStep });
    }
  }
}
