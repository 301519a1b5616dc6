import { inject } from '@angular/core';
import { Router } from '@angular/router';
import type { CanActivateFn } from '@angular/router';
import { Session } from './session';

/** Lets in who is signed in; sends others to sign in and then back, or to the welcome page while there is no owner. */
export const signedIn: CanActivateFn = async (_route, { url }) => {
  const [session, router] = [inject(Session), inject(Router)];
  if (!(await session.load())) return false;
  if (session.signedIn()) return true;
  if (session.about()?.needsOwner) return router.createUrlTree(['/welcome']);
  return router.createUrlTree(['/sign-in'], { queryParams: url === '/' ? {} : { to: url } });
};

/** Lets in everybody; the frame around the page still knows who it is. */
export const anyone: CanActivateFn = async () => {
  await inject(Session).load();
  return true;
};

/** Lets in who is signed out. */
export const signedOut: CanActivateFn = async () => {
  const [session, router] = [inject(Session), inject(Router)];
  if (!(await session.load())) return false;
  return session.signedIn() ? router.createUrlTree(['/']) : true;
};
