/** The seven roles, by the names the external interface uses. */
export const ROLES = ["customs_officer", "market_regulator", "inspector", "supervisor", "administrator", "feed", "partner"] as const;
export type Role = (typeof ROLES)[number];

/** Whether a text names one of the roles. */
export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

/**
 * Who may do what: the one table that screens, interface and tests read.
 * A permission reads `<thing>.<verb>`; the scope (own organisation, own office) is kept by queries and row-level security.
 */
export const PERMISSIONS = {
  "product.write": ["administrator", "feed"],
  "site.write": ["administrator", "feed"],
  "site.answer-question": ["customs_officer", "market_regulator", "administrator"],
  "master-data.read": ["customs_officer", "market_regulator", "inspector", "supervisor", "administrator", "feed", "partner"],
  "certificate.submit": ["inspector"],
  "certificate.decide": ["market_regulator", "supervisor"],
  "certificate.read": ["customs_officer", "market_regulator", "inspector", "supervisor", "administrator"],
  "carry-over.submit": ["inspector"],
  "carry-over.decide": ["market_regulator", "supervisor"],
  "policy.write": ["supervisor"],
  "inspection-report.submit": ["inspector"],
  "declaration.lodge": ["feed", "partner"],
  "mapping.write": ["feed", "partner", "administrator"],
  "declaration.read": ["customs_officer", "market_regulator", "supervisor", "feed", "partner"],
  "transport-document.submit": ["feed", "partner"],
  "transport-document.read": ["customs_officer", "market_regulator", "supervisor", "feed", "partner"],
  "assessment.read": ["customs_officer", "market_regulator", "supervisor"],
  "capacity.read": ["customs_officer", "market_regulator", "supervisor"],
  "capacity.simulate": ["customs_officer", "market_regulator", "supervisor"],
  "ledger.check": ["supervisor", "administrator"],
  "desk.read": ["customs_officer", "market_regulator", "supervisor"],
  "view.save": ["customs_officer", "market_regulator", "supervisor"],
  "consignment.decide": ["customs_officer", "supervisor"],
  "consignment.assign": ["customs_officer", "supervisor"],
  "consignment.second": ["customs_officer", "supervisor"],
  "examination.order": ["customs_officer", "supervisor"],
  "examination.report": ["customs_officer", "supervisor"],
  "case.open": ["customs_officer", "market_regulator", "supervisor"],
  "case.read": ["customs_officer", "market_regulator", "supervisor"],
  "case.work": ["market_regulator", "supervisor"],
  "case.close": ["market_regulator", "supervisor"],
  "dossier.make": ["market_regulator", "supervisor"],
  "event.capture": ["feed", "administrator"],
  "event.read": ["customs_officer", "market_regulator", "supervisor", "administrator", "feed"],
  "quarantine.correct": ["administrator", "feed"],
  "truth.manage": ["administrator"],
  "truth.read": ["customs_officer", "market_regulator", "supervisor", "administrator"],
  "source.manage": ["administrator"],
  "source.read": ["administrator", "supervisor"],
  "query.define": ["feed", "administrator", "supervisor"],
  "subscription.manage": ["feed", "administrator"],
  "rule.read": ["customs_officer", "market_regulator", "supervisor", "administrator"],
  "rule.propose": ["supervisor", "administrator"],
  "rule.confirm": ["supervisor", "administrator"],
  "profile.write": ["supervisor"],
  "profile.confirm": ["supervisor", "administrator"],
  "model.train": ["supervisor", "administrator"],
  "model.confirm": ["supervisor", "administrator"],
  "backtest.run": ["market_regulator", "supervisor", "administrator"],
  "selection.read": ["customs_officer", "market_regulator", "supervisor", "administrator"],
  "selection.manage": ["supervisor"],
  "selection.confirm": ["supervisor", "administrator"],
  "reference.write": ["market_regulator", "supervisor", "administrator"],
  "outcome.record": ["customs_officer", "market_regulator", "supervisor"],
  "outcome.import": ["feed", "supervisor", "administrator"],
  "outcome.read": ["customs_officer", "market_regulator", "supervisor", "administrator"],
  "snooze.set": ["customs_officer", "supervisor"],
  "figure.read": ["supervisor", "administrator"],
  "figure.export": ["supervisor"],
  "alert.manage": ["supervisor", "administrator"],
  "analysis.read": ["market_regulator", "supervisor"],
  "notice.read": ["customs_officer", "market_regulator", "inspector", "supervisor", "administrator", "partner"],
  "people.manage": ["administrator"],
  "key.manage": ["administrator"],
  "audit.read": ["supervisor", "administrator"],
  "own.sign-in": ["customs_officer", "market_regulator", "inspector", "supervisor", "administrator", "partner"],
  "system.run": [],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof PERMISSIONS;

/** Whether a role holds a permission. The system actor holds every one. */
export function mayRole(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}
