import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CdkMenu, CdkMenuItem, CdkMenuTrigger } from '@angular/cdk/menu';
import { summarize } from '../core/progress/summary';
import { Projects } from '../core/projects/projects';
import { titleOf } from '../core/projects/titleOf';
import { Uploads } from '../core/uploads/uploads';
import { ProgressBar } from '../shared/progressBar';

interface Job {
  id: string;
  title: string;
  text: string;
  percent: number | null;
  link: string;
}

/** Everything that is running: uploads and projects, from any page. */
@Component({
  selector: 'app-job-tray',
  imports: [RouterLink, CdkMenu, CdkMenuItem, CdkMenuTrigger, ProgressBar],
  template: `
    @if (jobs().length) {
      <button class="pill tabular" type="button" [cdkMenuTriggerFor]="list" [attr.aria-label]="'Running: ' + label()">
        <span class="dot" aria-hidden="true"></span>{{ label() }}
      </button>
    }
    <ng-template #list>
      <div class="menu card" cdkMenu aria-label="Running">
        @for (job of jobs(); track job.id) {
          <a class="job" cdkMenuItem [routerLink]="job.link">
            <b>{{ job.title }}</b>
            <span class="mute small tabular"
              >{{ job.text }}
              @if (job.percent !== null) {
                · {{ floor(job.percent) }} %
              }
            </span>
            <app-progress-bar [percent]="job.percent" [label]="job.title" />
          </a>
        }
      </div>
    </ng-template>
  `,
  styles: `
    .pill {
      display: inline-flex;
      align-items: center;
      gap: var(--space-2);
      min-height: 2rem;
      padding: 0 var(--space-3);
      border: 0;
      border-radius: 1rem;
      background: var(--sunken);
      font-size: var(--size-xs);
      white-space: nowrap;
      cursor: pointer;
    }

    .dot {
      width: 0.5rem;
      height: 0.5rem;
      border-radius: 50%;
      background: var(--good);
    }

    .menu {
      display: grid;
      width: min(22rem, calc(100vw - 2rem));
      max-height: 70dvh;
      overflow: auto;
      margin-top: var(--space-2);
      padding: var(--space-2);
    }

    .job {
      display: grid;
      gap: var(--space-1);
      padding: var(--space-3);
      border-radius: var(--radius-md);
      text-decoration: none;
    }

    .job:hover,
    .job:focus-visible {
      background: var(--sunken);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class JobTray {
  readonly #projects = inject(Projects);
  readonly #uploads = inject(Uploads);
  protected readonly floor = Math.floor;

  protected readonly jobs = computed<Job[]>(() => [
    ...this.#uploads.active().map((upload) => ({
      id: upload.key,
      title: upload.fileName,
      text:
        upload.state === 'paused'
          ? 'Upload paused'
          : upload.state === 'waiting'
            ? 'Upload waits for the connection'
            : 'Uploading',
      percent: (100 * upload.sentBytes) / upload.bytes,
      link: '/',
    })),
    ...this.#projects.running().map(({ row, journal }) => {
      const { text, percent } = summarize(row, journal);
      return { id: row.id, title: titleOf(row), text, percent, link: `/projects/${row.id}` };
    }),
  ]);

  protected readonly label = computed(() => {
    const [job, ...others] = this.jobs();
    if (!job) return '';
    if (others.length > 0 || job.percent === null) return `${others.length + 1} running`;
    return `1 running · ${Math.floor(job.percent)} %`;
  });
}
