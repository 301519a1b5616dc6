import type { Routes } from '@angular/router';
import { signedIn, signedOut } from './core/session/guards';

export const routes: Routes = [
  { path: '', pathMatch: 'full', canActivate: [signedIn], title: 'Podcast to Reels', loadComponent: () => import('./features/home/home.page').then((m) => m.HomePage) },
  { path: 'welcome', canActivate: [signedOut], title: 'Welcome · Podcast to Reels', loadComponent: () => import('./features/welcome/welcome.page').then((m) => m.WelcomePage) },
  { path: 'sign-in', canActivate: [signedOut], title: 'Sign in · Podcast to Reels', loadComponent: () => import('./features/sign-in/signIn.page').then((m) => m.SignInPage) },
  { path: 'projects/:id', canActivate: [signedIn], title: 'Project · Podcast to Reels', loadComponent: () => import('./features/project/project.page').then((m) => m.ProjectPage) },
  { path: 'reels/:id', canActivate: [signedIn], title: 'Reel studio · Podcast to Reels', loadComponent: () => import('./features/studio/studio.page').then((m) => m.StudioPage) },
  { path: 'reels/:id/done', canActivate: [signedIn], title: 'Reel · Podcast to Reels', loadComponent: () => import('./features/done/done.page').then((m) => m.DonePage) },
  { path: 'licences', title: 'Licences · Podcast to Reels', loadComponent: () => import('./features/licences/licences.page').then((m) => m.LicencesPage) },
  { path: '**', title: 'Not found · Podcast to Reels', loadComponent: () => import('./features/not-found/notFound.page').then((m) => m.NotFoundPage) },
];
