import { CreateSchema1795363816486 } from './1795363816486-CreateSchema.js';
import { Accounts1795373827838 } from './1795373827838-Accounts.js';
import { Editing1795374279848 } from './1795374279848-Editing.js';
import { Passwords1795385495868 } from './1795385495868-Passwords.js';

/** Every migration, the oldest first. A new one is made by `npm run migration -w libs/records -- NameOfTheChange`. */
export const MIGRATIONS = [CreateSchema1795363816486, Accounts1795373827838, Editing1795374279848, Passwords1795385495868];
