import { ChangeDetectionStrategy, Component, computed, effect, inject, input, linkedSignal, untracked } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { Router, RouterLink } from '@angular/router';
import { Crumbs } from '../../core/crumbs/crumbs';
import { ProgressFeed } from '../../core/api/progressFeed';
import { age, count, duration, inOneLine, money } from '../../core/format/format';
import { Now } from '../../core/format/now';
import { STAGE_NAMES } from '../../core/progress/summary';
import { titleOf } from '../../core/projects/titleOf';
import { Shortcuts } from '../../core/shortcuts/shortcuts';
import { Toasts } from '../../core/toasts/toasts';
import { Confirm } from '../../shared/confirm';
import { Empty } from '../../shared/empty';
import { MomentList } from './moments/momentList';
import { MomentStore } from './moments/momentStore';
import type { Span } from './moments/snap';
import { Trimmer } from './moments/trimmer';
import { Player } from './player/player';
import { PlayerBar } from './player/playerBar';
import type { Mark } from './player/waveform';
import { ProjectStore } from './projectStore';
import { StageRail } from './stageRail';
import { TranscriptPanel } from './transcript/transcriptPanel';
import { TranscriptStore } from './transcript/transcriptStore';

/** One project: how far it is, what was said, and the moments worth posting. */
@Component({
  selector: 'app-project-page',
  imports: [RouterLink, Empty, MomentList, PlayerBar, StageRail, TranscriptPanel, Trimmer],
  templateUrl: './project.page.html',
  styleUrl: './project.page.css',
  providers: [ProjectStore, TranscriptStore, MomentStore, Player],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProjectPage {
  /** From the address. */
  readonly id = input.required<string>();

  readonly #router = inject(Router);
  readonly #toasts = inject(Toasts);
  readonly #confirm = inject(Confirm);
  readonly #now = inject(Now);
  readonly #title = inject(Title);
  readonly #showCrumbs = inject(Crumbs).registrar();
  protected readonly store = inject(ProjectStore);
  protected readonly transcript = inject(TranscriptStore);
  protected readonly moments = inject(MomentStore);
  protected readonly player = inject(Player);
  protected readonly stageNames = STAGE_NAMES;
  protected readonly titleOf = titleOf;
  /** What a narrow window shows. */
  protected readonly tab = linkedSignal<string | undefined, 'transcript' | 'moments'>({
    source: () => this.store.project()?.id,
    computation: () => untracked(() => (this.#isForChoosing() ? 'moments' : 'transcript')),
  });

  /** Language, length, age and cost in one line. */
  protected readonly facts = computed(() => {
    const project = this.store.project();
    if (!project) return '';
    const { episode, transcript, createdAt, costMicroUsd } = project;
    const language =
      transcript && transcript.language !== 'und'
        ? new Intl.DisplayNames(undefined, { type: 'language' }).of(transcript.language)
        : null;
    return inOneLine([
      episode?.show,
      episode && duration(episode.durationMs),
      language,
      age(createdAt, this.#now.ms()),
      `cost ${money(costMicroUsd)}`,
    ]);
  });
  protected readonly keptText = computed(() => count(this.moments.kept().length, 'reel'));
  protected readonly marks = computed<Mark[]>(() => {
    const selected = this.moments.selected();
    const rest = this.moments.moments().filter(({ id }) => id !== selected?.id);
    const marks = rest.map(({ id, startMs, endMs, state }): Mark => ({
      id,
      startMs,
      endMs,
      tone: state === 'REJECTED' ? 'rejected' : 'kept',
    }));
    return selected ? [{ id: selected.id, startMs: selected.startMs, endMs: selected.endMs, tone: 'selected' }, ...marks] : marks;
  });
  /** Moments wait to be chosen, or reels to be taken along: that is what one comes for. */
  readonly #isForChoosing = computed(
    () => this.moments.moments().length > 0 && (this.store.state() === 'WAITING' || this.store.state() === 'DONE'),
  );
  readonly #hasRecording = computed(() => this.store.project()?.episode != null);
  readonly #revision = computed(() => this.store.project()?.transcript?.revision ?? null);
  /** Changes with whatever happens while the recording is listened to; null at other times. */
  readonly #heardAt = computed(() => {
    const { seq, stages } = this.store.journal();
    return this.#revision() === null && stages.TRANSCRIBE.status === 'running' ? seq : null;
  });

  constructor() {
    inject(Shortcuts).register({
      title: 'Player',
      shortcuts: [
        { key: ' ', label: 'Play or pause', run: () => this.player.toggle() },
        { key: 'ArrowLeft', label: 'Five seconds back', run: () => this.player.seek(this.player.ms() - 5_000) },
        { key: 'ArrowRight', label: 'Five seconds on', run: () => this.player.seek(this.player.ms() + 5_000) },
      ],
    });
    effect(() => {
      const id = this.id();
      untracked(() => void this.store.open(id));
    });
    effect(() => {
      const project = this.store.project();
      if (!project) return;
      const title = titleOf(project);
      this.#title.setTitle(`${title} · Podcast to Reels`);
      this.#showCrumbs([{ label: title }]);
    });
    this.#whenever(this.#hasRecording, (has) => has && this.player.load(this.id()));
    this.#whenever(
      this.#revision,
      (revision) => revision !== null && revision !== this.transcript.revision() && this.transcript.load(this.id()),
    );
    this.#whenever(this.#heardAt, (seq) => seq !== null && this.transcript.loadHeard(this.id()));
    // What was decided elsewhere while the connection was lost is in the record.
    this.#whenever(inject(ProgressFeed).reconnections, (times) => times > 0 && this.store.refresh());
  }

  protected move(span: Span): Promise<void> {
    return this.#try(async () => {
      const moment = this.moments.selected();
      if (moment) await this.moments.move(moment.id, span);
    });
  }

  protected approve(): Promise<void> {
    return this.#try(() => this.store.approve(this.moments.kept().map(({ id }) => id)));
  }

  protected retry(): Promise<void> {
    return this.#try(() => this.store.retry());
  }

  protected async cancel(): Promise<void> {
    const sure = await this.#confirm.ask({
      heading: 'Stop this project?',
      text: 'What is under way is dropped; finished steps are kept, and you can go on from there later.',
      action: 'Stop it',
      keep: 'Go on',
    });
    if (sure) await this.#try(() => this.store.cancel());
  }

  protected async remove(): Promise<void> {
    const sure = await this.#confirm.ask({
      heading: 'Delete this project?',
      text: 'The recording, the transcript and all of its reels are removed from this machine for good.',
      action: 'Delete it',
      keep: 'Keep it',
    });
    if (!sure) return;
    await this.#try(async () => {
      await this.store.remove();
      await this.#router.navigateByUrl('/');
    });
  }

  /** Runs work for each new value; what it throws is told. */
  #whenever<T>(source: () => T, work: (value: T) => Promise<void> | false): void {
    effect(() => {
      const value = source();
      untracked(() => void this.#try(async () => void (await work(value))));
    });
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#toasts.failed(error);
    }
  }
}
