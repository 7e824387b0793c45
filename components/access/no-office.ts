/** The choice "no office" in a form, where every choice needs a name. */
export const NO_OFFICE = "none";
