import { Column, Entity, ForeignKey, Index } from 'typeorm';
import type { FeedbackRecord, PageState } from '../feedback.js';
import { AccountEntity } from './account.js';
import { OwnedEntity } from './columns.js';
import { WorkspaceEntity } from './workspace.js';

/** What a user has to say about the product. */
@Entity('feedback')
@ForeignKey(() => WorkspaceEntity, ['workspaceId'], ['id'])
@ForeignKey(() => AccountEntity, ['accountId'], ['id'], { onDelete: 'SET NULL' })
@Index(['workspaceId', 'createdAt'])
export class FeedbackEntity extends OwnedEntity implements FeedbackRecord {
  /** Null: sent with an API key. */
  @Column('uuid', { nullable: true })
  accountId!: string | null;

  @Column('text')
  message!: string;

  @Column('text', { nullable: true })
  replyTo!: string | null;

  /** Where it was written: the path of the page. */
  @Column('text', { nullable: true })
  page!: string | null;

  /** What the page showed, if the person agreed to send it. */
  @Column('jsonb', { nullable: true })
  state!: PageState | null;
}
