import { Controller, Get, HttpCode, Inject, Res } from '@nestjs/common';
import { ObjectStore } from '@reels/platform';
import { pingDatabase } from '@reels/records';
import type { Database } from '@reels/records';
import type { ServerResponse } from 'node:http';
import { Engine } from '../engine/engine.js';
import { DATABASE } from '../infrastructure.js';

/** How long a part may take to answer before it counts as down. */
const ANSWER_MS = 2_000;

type PartState = 'up' | 'down';

interface Health {
  status: PartState;
  parts?: Record<'postgres' | 'storage' | 'temporal', PartState>;
}

@Controller('health')
export class HealthController {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly store: ObjectStore,
    private readonly engine: Engine,
  ) {}

  /** The process answers. Whoever restarts it looks here. */
  @Get('live')
  @HttpCode(200)
  live(): Health {
    return { status: 'up' };
  }

  /** 200 when every part that requests need answers, else 503; names the part that is down. Load balancers look here. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) response: ServerResponse): Promise<Health> {
    const [postgres, storage, temporal] = await Promise.all([
      answers(pingDatabase(this.db)),
      answers(this.store.ping()),
      answers(this.engine.ping()),
    ]);
    const status = [postgres, storage, temporal].every((state) => state === 'up') ? 'up' : 'down';
    response.statusCode = status === 'up' ? 200 : 503;
    return { status, parts: { postgres, storage, temporal } };
  }
}

async function answers(ping: Promise<unknown>): Promise<PartState> {
  const late = new Promise<PartState>((resolve) => setTimeout(() => resolve('down'), ANSWER_MS).unref());
  return Promise.race([
    ping.then(
      (): PartState => 'up',
      (): PartState => 'down',
    ),
    late,
  ]);
}
