import { ChangeDetectionStrategy, Component, computed, model } from '@angular/core';
import { CAPTION_STYLES, LAYOUTS } from '@reels/contracts';
import type { CaptionChoice, LayoutChoice } from '../../core/api/generated/operations';
import { Field } from '../../shared/field';
import { languages } from './languages';
import { LENGTHS, checkOptions } from './projectOptions';
import type { LengthName, OptionsForm } from './projectOptions';

const title = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** The choices for a project: those that matter, and the rest folded away. */
@Component({
  selector: 'app-options-panel',
  imports: [Field],
  templateUrl: './optionsPanel.html',
  styleUrl: './optionsPanel.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OptionsPanel {
  readonly form = model.required<OptionsForm>();

  protected readonly problems = computed(() => checkOptions(this.form()));
  protected readonly languages = languages();
  protected readonly lengths = Object.entries(LENGTHS) as [LengthName, (typeof LENGTHS)[LengthName]][];
  protected readonly captions = CAPTION_STYLES.map((name) => ({
    value: name.toUpperCase() as CaptionChoice,
    label: title(name),
  }));
  protected readonly layouts = LAYOUTS.map((name) => ({ value: name.toUpperCase() as LayoutChoice, label: title(name) }));

  protected set<Key extends keyof OptionsForm>(key: Key, value: OptionsForm[Key]): void {
    this.form.update((form) => ({ ...form, [key]: value }));
  }

  protected async transcript(chooser: HTMLInputElement): Promise<void> {
    const file = chooser.files?.[0];
    this.set('transcript', file ? { fileName: file.name, content: await file.text() } : null);
  }
}
