/** Something the user can mend: said in one sentence, without a stack, exit code 2. */

export class UserError extends Error {
  override readonly name = 'UserError';
}
