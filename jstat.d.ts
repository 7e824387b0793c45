/** The parts of jstat that are used; the package has no types of its own. */
declare module "jstat" {
  const jstat: {
    readonly chisquare: { readonly inv: (share: number, freedom: number) => number; readonly cdf: (value: number, freedom: number) => number };
    readonly normal: { readonly inv: (share: number, mean: number, deviation: number) => number };
    readonly studentt: { readonly inv: (share: number, freedom: number) => number };
    readonly ibeta: (value: number, a: number, b: number) => number;
    readonly lowRegGamma: (shape: number, value: number) => number;
    readonly gammaln: (value: number) => number;
  };
  export default jstat;
}
