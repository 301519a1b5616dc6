import { expectResult } from '../api/client.js';
import type { Run } from '../arguments/command.js';
import { EXIT } from '../failure.js';
import { CreateSignInLinkDocument } from '../generated/operations.js';
import { withRunningApi } from '../job/session.js';
import { printable } from '../terminal/text.js';

/** Draws the one-time link by which the owner, who has forgotten the password, sets another one. */
export const run: Run = async (context) => {
  const { args, terminal } = context;
  return withRunningApi(context, async (api) => {
    const { createSignInLink } = await api.request(CreateSignInLinkDocument, {});
    const { token, expiresAt, account } = expectResult(createSignInLink, 'SignInLink');
    // Browsers keep what stands behind # to themselves: the token comes into no log.
    const link = `${api.url}/new-password#${token}`;
    terminal.out.write(
      args.flag('json')
        ? `${JSON.stringify({ link, email: account.email, expiresAt })}\n`
        : `Open this link to set a new password for ${printable(account.email)}; it works once, within an hour:\n\n  ${link}\n`,
    );
    return EXIT.ok;
  });
};
