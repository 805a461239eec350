/** Other tools that the benchmark compares with; none is installed yet, and the table says so. */
export const installedPeers = () => ({ peers: [], missing: [{ work: 'cold check ÷ other tools', measured: 'not run', notes: 'no peer is set up' }] });
