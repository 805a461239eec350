export const installedPeers = () => ({ peers: [], missing: [] });
