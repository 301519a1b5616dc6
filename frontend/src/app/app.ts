import { ChangeDetectionStrategy, Component, effect, inject, untracked, viewChild } from '@angular/core';
import type { ElementRef } from '@angular/core';
import { NavigationEnd, Router, RouterOutlet } from '@angular/router';
import { filter, skip } from 'rxjs';
import { ApiClient } from './core/api/client';
import { DraftKeeper } from './core/drafts/draftKeeper';
import { Session } from './core/session/session';
import { Theme } from './core/theme/theme';
import { Empty } from './shared/empty';
import { Footer } from './shell/footer';
import { Header } from './shell/header';
import { ToastList } from './shell/toastList';

/** The frame around every page. */
@Component({
  selector: 'app-root',
  imports: [RouterOutlet, Empty, Header, Footer, ToastList],
  template: `
    <a class="skip" href="#content" (click)="skip($event, content)">Skip to the content</a>
    <app-header />
    <main id="content" #content tabindex="-1">
      <router-outlet />
      @if (!session.asked()) {
        <p class="asking mute" role="status">Loading …</p>
      }
      @if (session.failure(); as failure) {
        <app-empty heading="The console has nothing to talk to.">
          <p>{{ failure.message }} {{ failure.nextStep }}</p>
          <button class="button primary" type="button" (click)="reload()">Try again</button>
        </app-empty>
      }
    </main>
    <app-footer />
    <app-toast-list />
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      min-height: 100dvh;
    }

    main {
      flex: 1;
      min-width: 0;
      outline: none;
      /* Pages ask for the room they have in rem: it shrinks when text is made larger, as it does in a narrow window. */
      container: page / inline-size;
    }

    /* Most answers come before it is seen. */
    .asking {
      padding: var(--space-6) var(--space-5);
      animation: appear 0s 600ms both;
    }

    @keyframes appear {
      from {
        visibility: hidden;
      }
    }

    .skip {
      position: fixed;
      top: var(--space-2);
      left: var(--space-2);
      z-index: 20;
      padding: var(--space-2) var(--space-4);
      border-radius: var(--radius-md);
      background: var(--accent);
      color: var(--on-accent);
      opacity: 0;
      pointer-events: none;
    }

    .skip:focus {
      opacity: 1;
      pointer-events: auto;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class App {
  protected readonly session = inject(Session);
  readonly #router = inject(Router);
  private readonly content = viewChild.required<ElementRef<HTMLElement>>('content');

  constructor() {
    inject(Theme);
    inject(DraftKeeper);
    // Another page: who reads by ear or by keyboard begins at its top.
    this.#router.events
      .pipe(
        filter((event) => event instanceof NavigationEnd),
        skip(1),
      )
      .subscribe(() => this.content().nativeElement.focus({ preventScroll: true }));
    const { refusals } = inject(ApiClient);
    effect(() => {
      if (refusals() > 0) untracked(() => this.#signedOut());
    });
  }

  /** The session ended elsewhere: back to where we are, once signed in again. */
  #signedOut(): void {
    if (!this.session.signedIn()) return;
    this.session.ended();
    void this.#router.navigate(['/sign-in'], { queryParams: { to: this.#router.url } });
  }

  protected reload(): void {
    location.reload();
  }

  /** The base address would make a plain `#content` leave the page. */
  protected skip(event: Event, content: HTMLElement): void {
    event.preventDefault();
    content.focus();
  }
}
