import { ChangeDetectionStrategy, Component, input, output, signal, viewChild } from '@angular/core';
import type { ElementRef } from '@angular/core';

export interface DroppedFile {
  file: File;
  /** Lets the browser hand the file out again after a reload; null where it cannot. */
  handle: FileSystemFileHandle | null;
}

/** What the browser's picker offers at first; any other file can still be dropped. */
const ACCEPTED = {
  'audio/*': ['.mp3', '.m4a', '.m4b', '.aac', '.wav', '.flac', '.ogg', '.opus'],
  'video/*': ['.mp4', '.mov', '.mkv', '.webm'],
};

type ItemWithHandle = DataTransferItem & { getAsFileSystemHandle?: () => Promise<FileSystemHandle | null> };
type WindowWithPicker = Window & { showOpenFilePicker?: (options: object) => Promise<FileSystemFileHandle[]> };

/** Where an episode is given: dropped anywhere on the page, chosen, or named by its address. */
@Component({
  selector: 'app-drop-zone',
  templateUrl: './dropZone.html',
  styleUrl: './dropZone.css',
  host: {
    '(document:dragover)': 'over($event)',
    '(document:dragleave)': 'leave($event)',
    '(document:drop)': 'drop($event)',
    '(document:paste)': 'paste($event)',
  },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DropZone {
  readonly busy = input(false);
  /** The longest episode that is taken, in hours. */
  readonly maxHours = input<number | null>(null);
  readonly file = output<DroppedFile>();
  /** An http or https address. */
  readonly address = output<string>();

  protected readonly dragged = signal(false);
  protected readonly complaint = signal<string | null>(null);
  private readonly chooser = viewChild.required<ElementRef<HTMLInputElement>>('chooser');

  protected async choose(): Promise<void> {
    const { showOpenFilePicker } = window as WindowWithPicker;
    if (!showOpenFilePicker) return this.chooser().nativeElement.click();
    try {
      const [handle] = await showOpenFilePicker.call(window, { types: [{ description: 'Audio and video', accept: ACCEPTED }] });
      if (handle) this.file.emit({ file: await handle.getFile(), handle });
    } catch (error) {
      // Closed without a choice, which is nobody's mistake; a browser that forbids the picker still has the plain one.
      if (!(error instanceof DOMException && error.name === 'AbortError')) this.chooser().nativeElement.click();
    }
  }

  protected chosen(chooser: HTMLInputElement): void {
    const file = chooser.files?.[0];
    if (file) this.file.emit({ file, handle: null });
    chooser.value = '';
  }

  protected submit(field: HTMLInputElement): void {
    const text = field.value.trim();
    const isAddress = /^https?:\/\//i.test(text) && URL.canParse(text);
    this.complaint.set(isAddress ? null : 'Give the whole address, with https:// in front.');
    if (isAddress) this.address.emit(text);
  }

  protected over(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.dragged.set(true);
  }

  protected leave(event: DragEvent): void {
    if (event.relatedTarget === null) this.dragged.set(false);
  }

  protected async drop(event: DragEvent): Promise<void> {
    this.dragged.set(false);
    const item = [...(event.dataTransfer?.items ?? [])].find(({ kind }) => kind === 'file') as ItemWithHandle | undefined;
    const file = item?.getAsFile();
    if (!item || !file) return;
    event.preventDefault();
    const handle = await item.getAsFileSystemHandle?.().catch(() => null);
    this.file.emit({ file, handle: handle?.kind === 'file' ? (handle as FileSystemFileHandle) : null });
  }

  /** A file in the clipboard is taken wherever it is pasted. */
  protected paste(event: ClipboardEvent): void {
    const file = event.clipboardData?.files[0];
    if (file) this.file.emit({ file, handle: null });
  }
}
