import { Catch } from '@nestjs/common';
import type { ArgumentsHost } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import type { GqlContextType } from '@nestjs/graphql';

/** Lets errors of resolvers go on to Apollo as they are: maskErrors logs them there with their request, and Nest need not. */
@Catch()
export class PassOnErrors extends BaseExceptionFilter {
  override catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType<GqlContextType>() === 'graphql') throw error;
    super.catch(error, host);
  }
}
