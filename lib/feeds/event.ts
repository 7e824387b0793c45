/** What was seen, by name: a screen words it in its reader's language. */
export type SeenFacts = Readonly<Record<string, string | number>>;

/** What is doubtful or wrong about an event: where (JSON pointer into the document), which rule (code), what was seen: `detail` in English for the sender's program, `facts` for people. */
export type EventProblem = { readonly pointer: string; readonly code: string; readonly detail: string; readonly severity: "error" | "warning"; readonly facts?: SeenFacts };

/** What became of one event of a document. */
export type EventOutcome = {
  readonly index: number;
  readonly eventID: string | null;
  readonly hash: string | null;
  readonly outcome: "accepted" | "duplicate" | "rejected" | "warning";
  readonly problems: EventProblem[];
};

/** The part an identifier plays in an event. */
export type ItemRole = "epc" | "parent" | "child" | "input" | "output";

/** An identifier an event names: `item` is canonical (`01/09506000134352/10/ABC`), the quantity is a decimal text as sent. */
export type EventItem = {
  readonly item: string;
  readonly role: ItemRole;
  readonly gtin: string | null;
  readonly lot: string | null;
  readonly quantity: string | null;
  readonly unit: string | null;
};

/** Where an event puts things: the GLN when the place or party has one, and its canonical key (`414/3012345000017/254/7`) or else the URI as sent. */
export type Place = { readonly gln: string | null; readonly key: string };

/** A place or party goods come from or go to; `kind` is `owning_party`, `possessing_party`, `location` or a URI of the sender's own. */
export type Party = Place & { readonly kind: string };

/** Instance and lot master data that a making event states; dates are YYYY-MM-DD. */
export type LotData = { readonly lot: string | null; readonly producedOn: string | null; readonly expiresOn: string | null };

/**
 * What an event says, whatever format it came in. Standard words are short (`shipping`), others are URIs. `body` is the event as
 * sent; `bodyText` the same as exact JSON, in which no number was rounded. `hash` is the CBV 2.0 event hash.
 */
export type EventContent = {
  readonly type: string;
  readonly action: string | null;
  readonly eventTime: Date;
  readonly eventTimeZoneOffset: string;
  readonly bizStep: string | null;
  readonly disposition: string | null;
  readonly readPoint: Place | null;
  readonly bizLocation: Place | null;
  readonly sources: readonly Party[];
  readonly destinations: readonly Party[];
  readonly destinationCountry: string | null;
  readonly items: readonly EventItem[];
  readonly lotData: LotData;
  readonly declaresError: boolean;
  readonly hash: string;
  readonly bodyText: string;
  readonly context: unknown;
};

/** One event of a document as read: `content` is null when its structure is broken, and then a problem of severity `error` says where. */
export type ReadEvent = {
  readonly index: number;
  readonly pointer: string;
  readonly eventID: string | null;
  readonly content: EventContent | null;
  readonly problems: readonly EventProblem[];
  /** What was sent of a broken event, in the JSON model of EPCIS 2.0 and as exact as it came, to be corrected by a person. */
  readonly broken?: Pick<EventContent, "bodyText" | "context">;
};

/** Master data of a document's header or of a query's answer (EPCIS 2.0 section 9.6.2), in the JSON model; an attribute's value is a text or an object of the sender's own. */
export type MasterData = {
  readonly type: string;
  readonly vocabularyElementList: readonly { readonly id: string; readonly attributes: readonly { readonly id: string; readonly attribute: unknown }[]; readonly children: readonly string[] }[];
};

/** A document as read. A document with problems of its own has no events that count. */
export type ReadDocument = {
  readonly kind: "document" | "query-document" | "event";
  readonly events: readonly ReadEvent[];
  readonly documentProblems: readonly EventProblem[];
  readonly masterData?: readonly MasterData[];
};

/** A feed format: which content types it comes as, whether a body is one, and what it says. Pure; `now` is the instant of capture. */
export type Format = {
  readonly id: string;
  readonly contentTypes: readonly string[];
  recognise(body: string): boolean;
  read(body: string, at: { readonly now: Date }): ReadDocument;
};
