/** Epoch ms that the virtual clock does not move: what file systems count in. */
export const realNow = (): number => performance.timeOrigin + performance.now();
