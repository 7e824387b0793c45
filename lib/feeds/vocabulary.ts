/** The vocabularies of the Core Business Vocabulary that an event draws its words from. */
export type Vocabulary = "bizStep" | "disposition" | "transactionType" | "partyType" | "errorReason" | "component" | "measurement" | "alert";

type Words = { readonly web: string; readonly urn: string | null; readonly words: ReadonlySet<string> };

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/** CBV 2.0 sections 7.1 to 7.5, and the measurement types of the GS1 Web Vocabulary: the prefix of the word's URI, that of its older URN, and the words. */
const VOCABULARIES: Readonly<Record<Vocabulary, Words>> = {
  bizStep: {
    web: "https://ref.gs1.org/cbv/BizStep-",
    urn: "urn:epcglobal:cbv:bizstep:",
    words: words(`accepting arriving assembling collecting commissioning consigning creating_class_instance cycle_counting decommissioning departing
      destroying disassembling dispensing encoding entering_exiting holding inspecting installing killing loading other packing picking receiving
      removing repackaging repairing replacing reserving retail_selling sampling sensor_reporting shipping staging_outbound stock_taking stocking
      storing transporting unloading unpacking void_shipping`),
  },
  disposition: {
    web: "https://ref.gs1.org/cbv/Disp-",
    urn: "urn:epcglobal:cbv:disp:",
    words: words(`active available completeness_inferred completeness_verified conformant container_closed container_open damaged destroyed dispensed
      disposed encoded expired in_progress in_transit inactive mismatch_class mismatch_instance mismatch_quantity needs_replacement no_pedigree_match
      non_conformant non_sellable_other partially_dispensed recalled reserved retail_sold returned sellable_accessible sellable_not_accessible stolen
      unavailable unknown`),
  },
  transactionType: { web: "https://ref.gs1.org/cbv/BTT-", urn: "urn:epcglobal:cbv:btt:", words: words("bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt") },
  partyType: { web: "https://ref.gs1.org/cbv/SDT-", urn: "urn:epcglobal:cbv:sdt:", words: words("location owning_party possessing_party") },
  errorReason: { web: "https://ref.gs1.org/cbv/ER-", urn: "urn:epcglobal:cbv:er:", words: words("did_not_occur incorrect_data") },
  component: {
    web: "https://ref.gs1.org/cbv/Comp-",
    urn: null,
    words: words("altitude axial_distance azimuth easting elevation_angle height latitude longitude northing polar_angle spherical_radius x y z"),
  },
  measurement: {
    web: "https://gs1.org/voc/",
    urn: null,
    words: words(`AbsoluteHumidity AbsorbedDose AbsorbedDoseRate Acceleration Altitude AmountOfSubstance AmountOfSubstancePerUnitVolume Angle
      AngularAcceleration AngularMomentum AngularVelocity Area Capacitance Conductance Conductivity Count Density Dimensionless DoseEquivalent
      DoseEquivalentRate DynamicViscosity ElectricCharge ElectricCurrent ElectricCurrentDensity ElectricFieldStrength Energy Exposure Force Frequency
      Illuminance Inductance Irradiance KinematicViscosity Length LinearMomentum Luminance LuminousFlux LuminousIntensity MagneticFlux
      MagneticFluxDensity MagneticVectorPotential Mass MassConcentration MassFlowRate MassPerAreaTime MemoryCapacity MolalityOfSolute MolarEnergy
      MolarMass MolarVolume Power Pressure RadiantFlux RadiantIntensity Radioactivity RelativeHumidity Resistance Resistivity SolidAngle
      SpecificVolume Speed SurfaceDensity SurfaceTension Temperature Time Torque Voltage Volume VolumeFlowRate VolumeFraction VolumetricFlux Wavenumber`),
  },
  alert: { web: "https://gs1.org/voc/", urn: null, words: words("ALARM_CONDITION ERROR_CONDITION") },
};

/** The words of a vocabulary, as they are written short. */
export function wordsOf(vocabulary: Vocabulary): readonly string[] {
  return [...VOCABULARIES[vocabulary].words];
}

/** Prefixes that mean the same in every EPCIS 2.0 document (the standard's JSON-LD context). */
export const STANDARD_PREFIXES: Readonly<Record<string, string>> = {
  cbv: "https://ref.gs1.org/cbv/",
  cbvmda: "urn:epcglobal:cbv:mda:",
  epcis: "https://ref.gs1.org/epcis/",
  gs1: "https://gs1.org/voc/",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};

/**
 * A word as read: `name` is short for a word of the vocabulary, else the URI; `web` is its full URI, `urn` the older one where there
 * is one. `known` is false for a GS1 URI of a word that does not exist.
 */
export type Word = { readonly name: string; readonly web: string; readonly urn?: string; readonly known: boolean };

/** Each vocabulary's prefixes, the first being that of its web URIs; the GS1 Web Vocabulary has three (context 2.0.0, context 2.0.1, the web site). */
const prefixesOf = ({ web, urn }: Words): readonly string[] =>
  web === "https://gs1.org/voc/" ? [web, "https://ref.gs1.org/voc/", "https://www.gs1.org/voc/"] : [web, ...(urn === null ? [] : [urn])];

/** Every word of every vocabulary in each of its spellings. */
const SPELLINGS: ReadonlyMap<string, ReadonlyMap<string, Word>> = new Map(
  Object.entries(VOCABULARIES).map(([vocabulary, all]) => [vocabulary, new Map([...all.words].flatMap((name) => spellingsOf(name, all)))]),
);

function spellingsOf(name: string, all: Words): (readonly [string, Word])[] {
  const word = { name, web: `${all.web}${name}`, ...(all.urn === null ? {} : { urn: `${all.urn}${name}` }), known: true };
  return [[name, word], ...prefixesOf(all).map((prefix) => [`${prefix}${name}`, word] as const)];
}

/**
 * Reads a word written short (`shipping`), as a CBV web URI, as the older CBV URN, or as a URI of the sender's own. The text is
 * already expanded from a CURIE. Undefined for a bare word that is not in the vocabulary.
 */
export function readWord(vocabulary: Vocabulary, text: string): Word | undefined {
  const word = SPELLINGS.get(vocabulary)?.get(text);
  if (word !== undefined) return word;
  if (!text.includes(":")) return undefined;
  const all = VOCABULARIES[vocabulary];
  const prefix = prefixesOf(all).find((each) => text.startsWith(each));
  return prefix === undefined ? { name: text, web: text, known: true } : { name: text, web: `${all.web}${text.slice(prefix.length)}`, known: false };
}
