/** What is wrong, and what the team says of it. */

export function withReason(message: string, { because }: { readonly because?: string }): string {
  return because === undefined ? message : `${message} ${/[.!?]$/.test(because) ? because : `${because}.`}`;
}
