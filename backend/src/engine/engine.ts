import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import {
  ApplicationFailure,
  Client,
  Connection,
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  isGrpcServiceError,
} from '@temporalio/client';
import type { WorkflowOptions } from '@temporalio/client';
import {
  ADD_HIGHLIGHT_UPDATE,
  APPROVE_UPDATE,
  PROJECT_WORKFLOW,
  REEL_WORKFLOW,
  SEARCH_ATTRIBUTES,
  projectWorkflowId,
  reelWorkflowId,
} from '@reels/contracts';
import type { AddHighlightInput, ApproveInput, ProjectWorkflowInput, ReelWorkflowInput, Stage } from '@reels/contracts';
import { API_SETTINGS } from '../infrastructure.js';
import type { ApiSettings } from '../infrastructure.js';

/** How long the engine may take to answer one call. */
const CALL_MS = 5_000;
const POLL_MS = 200;

/** The engine did not answer, or would not take the call. */
export class EngineDown extends Error {
  constructor(cause: unknown) {
    super('the engine did not take the call', { cause });
  }
}

/** The workflow refused an update: it came at the wrong time, or with wrong values. */
export class UpdateRefused extends Error {
  constructor(
    readonly reason: 'Conflict' | 'InvalidInput',
    message: string,
  ) {
    super(message);
  }
}

/** The workflows of projects and reels, as the API uses them. Methods throw EngineDown when Temporal does not answer in time. */
@Injectable()
export class Engine implements OnApplicationShutdown {
  private readonly connection: Connection;
  private readonly client: Client;

  constructor(@Inject(API_SETTINGS) settings: ApiSettings) {
    this.connection = Connection.lazy({
      address: settings.TEMPORAL_ADDRESS,
      // A call fails at once while Temporal is away: what it was to do is done by a later round, or asked for again.
      interceptors: [],
      channelArgs: { 'grpc.initial_reconnect_backoff_ms': 250, 'grpc.max_reconnect_backoff_ms': 5_000 },
    });
    this.client = new Client({ connection: this.connection, namespace: settings.TEMPORAL_NAMESPACE });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.connection.close();
  }

  /** Throws EngineDown unless Temporal answers. */
  async ping(): Promise<void> {
    await this.call(() => this.connection.workflowService.getSystemInfo({}));
  }

  /** Starts a project's workflow. Starting one that runs changes nothing; one that is over starts anew and repeats no finished step. */
  async start(input: ProjectWorkflowInput, title: string): Promise<void> {
    await this.call(() =>
      this.client.workflow.start(PROJECT_WORKFLOW, {
        workflowId: projectWorkflowId(input.projectId),
        taskQueue: 'pipeline',
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        args: [input],
        staticSummary: title,
        staticDetails: `Project ${input.projectId}`,
        typedSearchAttributes: searchAttributes(input, 'ingest'),
      }),
    );
  }

  /**
   * Starts the workflow of a reel that is made by itself. One that runs is ended if it is to be superseded: its worker stops at
   * the next heartbeat. Else it stays.
   */
  async startReel(input: ReelWorkflowInput, title: string, { supersede }: { supersede: boolean }): Promise<void> {
    await this.call(() =>
      this.client.workflow.start(REEL_WORKFLOW, {
        workflowId: reelWorkflowId(input.reelId),
        taskQueue: 'pipeline',
        workflowIdConflictPolicy: supersede ? 'TERMINATE_EXISTING' : 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        args: [input],
        staticSummary: title,
        staticDetails: `Reel ${input.reelId}, revision ${input.revision}`,
        typedSearchAttributes: searchAttributes(input, 'render'),
      }),
    );
  }

  /** Ends the review. Throws UpdateRefused when the workflow's validator does, or when there is no workflow to take it. */
  async approve(projectId: string, input: ApproveInput): Promise<void> {
    await this.update(projectId, APPROVE_UPDATE, input);
  }

  /** Adds a highlight to those that wait for approval. Throws UpdateRefused when none are waited for. */
  async addHighlight(projectId: string, input: AddHighlightInput): Promise<void> {
    await this.update(projectId, ADD_HIGHLIGHT_UPDATE, input);
  }

  private async update(projectId: string, update: string, input: ApproveInput | AddHighlightInput): Promise<void> {
    try {
      await this.call(() => this.handle(projectWorkflowId(projectId)).executeUpdate(update, { args: [input] }));
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) throw new UpdateRefused('Conflict', 'The project is not running.');
      if (!(error instanceof WorkflowUpdateFailedError)) throw error;
      const refusal = error.cause instanceof ApplicationFailure ? error.cause : undefined;
      throw new UpdateRefused(refusal?.type === 'InvalidInput' ? 'InvalidInput' : 'Conflict', refusal?.message ?? error.message);
    }
  }

  /** Asks a workflow to stop and clean up. Answers false when none is running under this id. */
  async cancel(workflowId: string): Promise<boolean> {
    return this.unlessOver(() => this.handle(workflowId).cancel());
  }

  /** Ends a workflow at once, without cleaning up. Answers false when none is running under this id. */
  async terminate(workflowId: string, reason: string): Promise<boolean> {
    return this.unlessOver(() => this.handle(workflowId).terminate(reason));
  }

  /** Waits until no workflow is running under this id; answers false when one still is after `withinMs`. */
  async untilOver(workflowId: string, withinMs: number): Promise<boolean> {
    const deadline = Date.now() + withinMs;
    while (await this.isRunning(workflowId)) {
      if (Date.now() >= deadline) return false;
      await sleep(POLL_MS);
    }
    return true;
  }

  private async isRunning(workflowId: string): Promise<boolean> {
    try {
      const { status } = await this.call(() => this.handle(workflowId).describe());
      return status.name === 'RUNNING';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }

  private async unlessOver(ask: () => Promise<unknown>): Promise<boolean> {
    try {
      await this.call(ask);
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }

  private handle(workflowId: string) {
    return this.client.workflow.getHandle(workflowId);
  }

  private async call<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await this.connection.withDeadline(Date.now() + CALL_MS, ask);
    } catch (error) {
      const ofService =
        error instanceof ServiceError || error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isGrpcServiceError(error);
      throw ofService ? new EngineDown(error) : error;
    }
  }
}

const searchAttributes = (
  { workspaceId, projectId }: ProjectWorkflowInput,
  stage: Stage,
): NonNullable<WorkflowOptions['typedSearchAttributes']> => [
  { key: { name: SEARCH_ATTRIBUTES.workspace, type: 'KEYWORD' }, value: workspaceId },
  { key: { name: SEARCH_ATTRIBUTES.project, type: 'KEYWORD' }, value: projectId },
  { key: { name: SEARCH_ATTRIBUTES.stage, type: 'KEYWORD' }, value: stage },
];
