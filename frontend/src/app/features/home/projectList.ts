import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { age } from '../../core/format/format';
import { Now } from '../../core/format/now';
import { summarize } from '../../core/progress/summary';
import { titleOf } from '../../core/projects/titleOf';
import type { ProjectEntry } from '../../core/projects/projects';
import { ProgressBar } from '../../shared/progressBar';
import { Thumb } from '../../shared/thumb';

/** The projects, each with what is happening to it in its row. */
@Component({
  selector: 'app-project-list',
  imports: [RouterLink, ProgressBar, Thumb],
  template: `
    <ul>
      @for (project of rows(); track project.id) {
        <li class="card">
          <app-thumb [url]="project.thumbnail" [name]="project.title" />
          <div class="what">
            <h3>
              <a [routerLink]="['/projects', project.id]">{{ project.title }}</a>
            </h3>
            @if (project.show) {
              <p class="mute">{{ project.show }}</p>
            }
          </div>
          <div class="state">
            <p class="tabular" [class]="project.summary.tone">
              <span>{{ project.summary.text }}</span>
              @if (project.summary.percent !== null) {
                <span class="mono">{{ floor(project.summary.percent) }} %</span>
              }
            </p>
            @if (project.summary.tone === 'busy') {
              <app-progress-bar [percent]="project.summary.percent" [label]="project.title + ': ' + project.summary.text" />
            }
          </div>
          <time class="mute" [attr.datetime]="project.createdAt">{{ project.age }}</time>
        </li>
      }
    </ul>
  `,
  styleUrl: './projectList.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProjectList {
  readonly entries = input.required<readonly ProjectEntry[]>();
  readonly #now = inject(Now);
  protected readonly floor = Math.floor;

  protected readonly rows = computed(() =>
    this.entries().map(({ row, journal }) => ({
      id: row.id,
      title: titleOf(row),
      show: row.episode?.show,
      thumbnail: row.thumbnail?.url,
      createdAt: row.createdAt,
      age: age(row.createdAt, this.#now.ms()),
      summary: summarize(row, journal),
    })),
  );
}
