import { Injectable } from '@angular/core';
import { BaseRouteReuseStrategy } from '@angular/router';
import type { ActivatedRouteSnapshot } from '@angular/router';

/** A page of another project or reel is another page: nothing of the one before stays in it. */
@Injectable()
export class PageForEachId extends BaseRouteReuseStrategy {
  override shouldReuseRoute(future: ActivatedRouteSnapshot, current: ActivatedRouteSnapshot): boolean {
    return super.shouldReuseRoute(future, current) && future.params['id'] === current.params['id'];
  }
}
