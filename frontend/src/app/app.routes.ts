import type { Type } from '@angular/core';
import type { CanActivateFn, Route, Routes } from '@angular/router';
import { anyone, signedIn, signedOut } from './core/session/guards';

/** A page whose code is fetched while its guard still asks who is signed in. */
function page(path: string, title: string, load: () => Promise<Type<unknown>>, guards: CanActivateFn[] = [signedIn]): Route {
  const begin: CanActivateFn = () => {
    // Whether it fails is told when the router asks for it.
    load().catch(() => undefined);
    return true;
  };
  return {
    path,
    title: title ? `${title} · Podcast to Reels` : 'Podcast to Reels',
    canActivate: [begin, ...guards],
    loadComponent: load,
  };
}

export const routes: Routes = [
  { ...page('', '', () => import('./features/home/home.page').then((m) => m.HomePage)), pathMatch: 'full' },
  page('welcome', 'Welcome', () => import('./features/welcome/welcome.page').then((m) => m.WelcomePage), [signedOut]),
  page('sign-in', 'Sign in', () => import('./features/sign-in/signIn.page').then((m) => m.SignInPage), [signedOut]),
  page('new-password', 'A new password', () => import('./features/sign-in/newPassword.page').then((m) => m.NewPasswordPage), [
    anyone,
  ]),
  page('projects/:id', 'Project', () => import('./features/project/project.page').then((m) => m.ProjectPage)),
  page('reels/:id', 'Reel studio', () => import('./features/studio/studio.page').then((m) => m.StudioPage)),
  page('reels/:id/done', 'Reel', () => import('./features/done/done.page').then((m) => m.DonePage)),
  page('licences', 'Licences', () => import('./features/licences/licences.page').then((m) => m.LicencesPage), [anyone]),
  page('**', 'Not found', () => import('./features/not-found/notFound.page').then((m) => m.NotFoundPage), [anyone]),
];
