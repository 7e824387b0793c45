export { Reckoning as default } from "#components/analysis/Reckoning";
