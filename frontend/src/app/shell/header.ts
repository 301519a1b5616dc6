import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Dialog } from '@angular/cdk/dialog';
import { CdkMenu, CdkMenuItem, CdkMenuItemRadio, CdkMenuTrigger } from '@angular/cdk/menu';
import { ProgressFeed } from '../core/api/progressFeed';
import { Session } from '../core/session/session';
import { Shortcuts } from '../core/shortcuts/shortcuts';
import { THEMES, Theme } from '../core/theme/theme';
import { Toasts } from '../core/toasts/toasts';
import { Crumbs } from '../core/crumbs/crumbs';
import { Logo } from '../shared/logo';
import { JobTray } from './jobTray';

/** The bar at the top: where you are, what is running, and the account. */
@Component({
  selector: 'app-header',
  imports: [RouterLink, CdkMenu, CdkMenuItem, CdkMenuItemRadio, CdkMenuTrigger, Logo, JobTray],
  templateUrl: './header.html',
  styleUrl: './header.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Header {
  readonly #dialog = inject(Dialog);
  readonly #router = inject(Router);
  readonly #toasts = inject(Toasts);
  protected readonly session = inject(Session);
  protected readonly theme = inject(Theme);
  protected readonly crumbs = inject(Crumbs);
  protected readonly reconnecting = inject(ProgressFeed).reconnecting;
  protected readonly themes = THEMES;

  constructor() {
    inject(Shortcuts).register({
      title: 'Everywhere',
      shortcuts: [
        { key: '?', label: 'Show the keys of this page', run: () => void this.showShortcuts() },
        { key: 'h', label: 'Go to your projects', run: () => void this.#router.navigateByUrl('/') },
      ],
    });
  }

  protected async showShortcuts(): Promise<void> {
    const { ShortcutSheet } = await import('./shortcutSheet');
    this.#dialog.open(ShortcutSheet, { backdropClass: 'scrim', ariaLabelledBy: 'shortcuts-heading' });
  }

  protected async changePassword(): Promise<void> {
    const { PasswordDialog } = await import('./passwordDialog');
    this.#dialog.open(PasswordDialog, { backdropClass: 'scrim', ariaLabelledBy: 'password-heading' });
  }

  protected async signOut(): Promise<void> {
    try {
      await this.session.signOut();
      await this.#router.navigateByUrl('/sign-in');
    } catch (error) {
      this.#toasts.failed(error);
    }
  }
}
