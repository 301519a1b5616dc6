/** The one workspace until there are accounts. Every query takes a workspace all the same. */
export const DEFAULT_WORKSPACE_ID = '00000000-0000-7000-8000-000000000001';
