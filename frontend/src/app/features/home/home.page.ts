import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { ApiClient } from '../../core/api/client';
import { expectMember, told } from '../../core/api/failures';
import type { Told } from '../../core/api/failures';
import { CreateProjectDocument } from '../../core/api/generated/operations';
import { Projects } from '../../core/projects/projects';
import { Session } from '../../core/session/session';
import { Shortcuts } from '../../core/shortcuts/shortcuts';
import { Toasts } from '../../core/toasts/toasts';
import { Uploads } from '../../core/uploads/uploads';
import { DropZone } from './dropZone';
import type { DroppedFile } from './dropZone';
import { OptionsPanel } from './optionsPanel';
import { ProjectList } from './projectList';
import { DEFAULTS, checkOptions, toInput } from './projectOptions';
import type { OptionsForm } from './projectOptions';
import { UploadList } from './uploadList';

const SAMPLE = { url: '/samples/the-baker-who-fixes-radios.mp3', name: 'the-baker-who-fixes-radios.mp3' };

/** The landing page: one place to give an episode, the choices that matter, and the projects there are. */
@Component({
  selector: 'app-home-page',
  imports: [DropZone, OptionsPanel, ProjectList, UploadList],
  templateUrl: './home.page.html',
  styleUrl: './home.page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class HomePage {
  readonly #api = inject(ApiClient);
  readonly #router = inject(Router);
  readonly #toasts = inject(Toasts);
  protected readonly projects = inject(Projects);
  protected readonly uploads = inject(Uploads);
  protected readonly about = inject(Session).about;

  protected readonly form = signal<OptionsForm>(DEFAULTS);
  protected readonly busy = signal(false);
  /** Why what was given is not taken. */
  protected readonly refusal = signal<Told | null>(null);
  /** Why the list could not be loaded. */
  protected readonly failure = signal<Told | null>(null);

  constructor() {
    inject(Shortcuts).register({
      title: 'Projects',
      shortcuts: [{ key: 'a', label: 'Paste an address', run: () => document.getElementById('address')?.focus() }],
    });
    void this.load();
    void this.uploads.restore();
  }

  protected async more(): Promise<void> {
    await this.projects.loadMore().catch((error: unknown) => this.#toasts.failed(error));
  }

  protected async load(): Promise<void> {
    this.failure.set(null);
    try {
      await this.projects.load();
    } catch (error) {
      this.failure.set(told(error));
    }
  }

  protected take({ file, handle }: DroppedFile): Promise<void> {
    return this.#begin(() => this.uploads.start(file, handle, toInput(this.form())));
  }

  protected fetch(url: string): Promise<void> {
    return this.#begin(async () => {
      const { createProject } = await this.#api.request(CreateProjectDocument, { input: { ...toInput(this.form()), url } });
      const waits = createProject.__typename === 'EngineUnavailable' ? createProject.projectId : null;
      const id = waits ?? expectMember(createProject, 'Project').id;
      await this.projects.refresh(id);
      await this.#router.navigate(['/projects', id]);
    });
  }

  /** The sample goes the same way as any other file. */
  protected sample(): Promise<void> {
    return this.#begin(async () => {
      const response = await fetch(SAMPLE.url);
      if (!response.ok) throw new Error(`the sample episode is not here (HTTP ${response.status})`);
      const file = new File([await response.blob()], SAMPLE.name, { type: 'audio/mpeg' });
      await this.uploads.start(file, null, toInput(this.form()));
    });
  }

  async #begin(work: () => Promise<void>): Promise<void> {
    if (this.busy()) return;
    this.refusal.set(null);
    if (Object.keys(checkOptions(this.form())).length > 0) {
      return this.refusal.set({
        code: 'INVALID_INPUT',
        message: 'One of the choices cannot be used.',
        nextStep: 'See what is marked among them.',
      });
    }
    this.busy.set(true);
    try {
      await work();
    } catch (error) {
      this.refusal.set(told(error));
    } finally {
      this.busy.set(false);
    }
  }
}
