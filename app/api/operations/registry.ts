import type { Operation } from "../kernel/operation.ts";
import { listCarryOvers, listPolicies, listYields, postCarryOver, postCarryOverApproval, postYield, postYieldEnd, putPolicy } from "./accounting.ts";
import { getBacktest, listBacktestHits, listBacktests, postBacktest, postCancellation } from "./backtests.ts";
import { getDigits, listCapacityUse, listMirror } from "./analysis.ts";
import { getMe } from "./caller.ts";
import { getBalance, postSimulation } from "./capacity.ts";
import { getConsignment, getStanding, postAssignments, postClaim, postSecond, postTriageDecision, postTriageDecisions, postUndo, putAssignee } from "./consignments.ts";
import { getCertificate, listCertificates, postCertificate, postDecision } from "./certificates.ts";
import { getAssessment, getDeclaration, listDeclarations, postBatch, putDeclaration } from "./declarations.ts";
import { listExaminationsCall, postExaminationReport } from "./examinations.ts";
import { getFeedback, listSnoozes, postOutcomes, postReview, postSnooze, postSnoozeEnd } from "./feedback.ts";
import { getFigure, listFigures } from "./figures.ts";
import { health, metrics, openapi, ready } from "./house.ts";
import { getImport, postImport } from "./imports.ts";
import { listInspectionReports, postInspectionReport } from "./inspections.ts";
import { getModel, listModels, postModel, postModelComparison, postModelConfirmation, postModelDecline, postModelProposal, postModelRetirement } from "./models.ts";
import { listAlerts, listDeliveries, listWebhooks, postAlert, postAlertRemoval, postAlertTrial, postWebhook, postWebhookRemoval, putAlert } from "./notices.ts";
import { getProfile, listProfiles, postProfile, postProfileAnswer, postProfileEnd, postProfileProposal, postProfileTrial, putProfile } from "./profiles.ts";
import { getProduct, listProducts, putProduct } from "./products.ts";
import { listQuarantine, postResend } from "./quarantine.ts";
import { getRule, listRules, postSetting, postSettingAnswer } from "./rules.ts";
import { getSite, listSites, putSite } from "./sites.ts";
import { getReference, listLimits, listReferences, postLimit, postLimitAnswer, postReference, postReferenceAnswer, postReferenceWithdrawal, postReferenceWithdrawalAnswer } from "./references.ts";
import { getState } from "./trace.ts";
import { getTransportDocument, putTransportDocument } from "./transport.ts";
import { getSource, listSources, postRun, putSource } from "./sources.ts";
import { listSubscriptionDeliveries, listSubscriptions, postSubscriptionPause, postSubscriptionResume, postSubscriptionTrial } from "./subscriptions.ts";
import { getDraw, getDuty, listSelection, postSelection, postSelectionAnswer, postTopUp, putDuty } from "./selection.ts";

/** Every call of the interface: routes serve these, and OpenAPI, the documentation and their tests read them. */
export const OPERATIONS: readonly Operation[] = [
  getMe,
  putProduct, getProduct, listProducts,
  putSite, getSite, listSites,
  postCertificate, postDecision, getCertificate, listCertificates,
  putDeclaration, postBatch, getDeclaration, listDeclarations, getAssessment, getStanding,
  getConsignment, postTriageDecision, postSecond, postUndo, putAssignee, postTriageDecisions, postAssignments, postClaim,
  listExaminationsCall, postExaminationReport,
  postImport, getImport,
  putTransportDocument, getTransportDocument,
  getBalance, postSimulation,
  listYields, postYield, postYieldEnd, listPolicies, putPolicy, listCarryOvers, postCarryOver, postCarryOverApproval,
  postInspectionReport,
  listInspectionReports,
  listReferences, postReference, getReference, postReferenceAnswer, postReferenceWithdrawal, postReferenceWithdrawalAnswer,
  listLimits, postLimit, postLimitAnswer,
  getState,
  postOutcomes, postReview, listSnoozes, postSnooze, postSnoozeEnd, getFeedback,
  putSource, getSource, listSources, postRun,
  listSubscriptions, postSubscriptionPause, postSubscriptionResume, postSubscriptionTrial, listSubscriptionDeliveries,
  listSelection, postSelection, postSelectionAnswer, postTopUp, getDuty, putDuty, getDraw,
  listQuarantine, postResend,
  listRules, getRule, postSetting, postSettingAnswer, postBacktest, getBacktest, listBacktests, listBacktestHits, postCancellation,
  listModels, getModel, postModel, postModelProposal, postModelConfirmation, postModelDecline, postModelRetirement, postModelComparison,
  listProfiles, getProfile, postProfile, putProfile, postProfileProposal, postProfileAnswer, postProfileEnd, postProfileTrial,
  listFigures, getFigure,
  listAlerts, postAlert, putAlert, postAlertTrial, postAlertRemoval, listWebhooks, postWebhook, postWebhookRemoval, listDeliveries,
  getDigits, listCapacityUse, listMirror,
  health, ready, metrics, openapi,
];
