/** A share from 0 to 1 as people read it: `3 %`, `less than 1 %`. */
export function shareInWords(share: number): string {
  return share < 0.01 ? 'less than 1 %' : `${Math.round(share * 100)} %`;
}
