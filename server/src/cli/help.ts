/** What `tenfold --help` says. */

export const HELP = `Tenfold shows what breaks first at ten times the load.

Usage
  tenfold audit [dir]        what breaks first, for people to read
  tenfold check [dir]        findings, for CI
  tenfold rules              every rule, one a line
  tenfold explain <rule>     why a rule speaks, and what to do instead

Options
  --format <name>      pretty, json, sarif, markdown or html (default: pretty)
  --output <file>      write the report to a file
  --config <file>      settings to use instead of tenfold.json
  --advice             include the advice tier (audit always does)
  --rule <name>        only this rule; may be given several times
  --fail-on <level>    error, warning, info or none: exit 1 from here on (default: warning; audit: none)
  --quiet              the summary only
  --no-cache           read every file anew and remember nothing
  --trust              run configs that are code, such as .dependency-cruiser.js
  --version, --help

Exit codes: 0 clean, 1 findings at the threshold, 2 could not judge.
`;
