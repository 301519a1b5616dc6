/** Somebody who may work in a workspace: a program by its API key, or a person by a session. */
export interface Caller {
  workspaceId: string;
  /** Null: an API key. */
  session: { id: string; accountId: string } | null;
}
