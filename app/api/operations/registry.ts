import type { Operation } from "../kernel/operation.ts";
import { getMe } from "./caller.ts";
import { getBalance, postSimulation } from "./capacity.ts";
import { getCertificate, listCertificates, postCertificate, postDecision } from "./certificates.ts";
import { getAssessment, getDeclaration, listDeclarations, postBatch, putDeclaration } from "./declarations.ts";
import { health, metrics, openapi, ready } from "./house.ts";
import { postInspectionReport } from "./inspections.ts";
import { getProduct, listProducts, putProduct } from "./products.ts";
import { getSite, listSites, putSite } from "./sites.ts";
import { getSource, listSources, postRun, putSource } from "./sources.ts";

/** Every call of the interface: routes serve these, and OpenAPI, the documentation and their tests read them. */
export const OPERATIONS: readonly Operation[] = [
  getMe,
  putProduct, getProduct, listProducts,
  putSite, getSite, listSites,
  postCertificate, postDecision, getCertificate, listCertificates,
  putDeclaration, postBatch, getDeclaration, listDeclarations, getAssessment,
  getBalance, postSimulation,
  postInspectionReport,
  putSource, getSource, listSources, postRun,
  health, ready, metrics, openapi,
];
