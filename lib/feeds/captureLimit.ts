/** The most bytes of one capture, unpacked; the discovery headers say so. */
export const CAPTURE_BYTES = 20_000_000;

/** The most events of one capture; the discovery headers say so. */
export const CAPTURE_EVENTS = 5000;

/** The most bytes of an event sent by itself. */
export const EVENT_BYTES = 5_000_000;
