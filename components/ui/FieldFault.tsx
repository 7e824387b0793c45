"use client";
import { useTranslations } from "next-intl";
import { FieldError } from "react-aria-components/TextField";

/** What a browser finds wrong by itself, in the order in which it is said. */
const FAULTS = ["valueMissing", "badInput", "typeMismatch", "rangeUnderflow", "rangeOverflow", "stepMismatch", "tooShort", "tooLong", "patternMismatch"] as const;

/** What is wrong with a field: what it was told, or else what the browser found, in the page's language rather than the browser's. */
export function FieldFault({ children }: { readonly children?: string | undefined }) {
  const t = useTranslations("ui.fault");
  return (
    <FieldError className="text-xs text-red">
      {({ validationDetails, validationErrors }) => {
        if (children !== undefined) return children;
        const fault = validationDetails.customError ? undefined : FAULTS.find((one) => validationDetails[one]);
        return fault === undefined ? validationErrors.join(" ") : t(fault);
      }}
    </FieldError>
  );
}
