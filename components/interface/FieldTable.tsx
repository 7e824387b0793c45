/** A field as a row: its place in the body, its type, whether it must be there, and what it means. */
export type Field = { readonly name: string; readonly type: string; readonly required: boolean; readonly says: string };

/** The fields of one body or of a call's address. */
export function FieldTable({
  caption,
  fields,
  words,
}: {
  readonly caption: string;
  readonly fields: readonly Field[];
  readonly words: { readonly field: string; readonly type: string; readonly required: string; readonly optional: string; readonly meaning: string };
}) {
  return (
    <table className="w-full table-fixed border-collapse text-table">
      <caption className="pb-1 text-start text-ink-faint">{caption}</caption>
      <thead>
        <tr className="border-b border-line text-start text-ink-faint">
          <th scope="col" className="w-[36%] py-1 pe-4 text-start font-medium md:w-[30%]">{words.field}</th>
          <th scope="col" className="w-[32%] py-1 pe-4 text-start font-medium md:w-[30%]">{words.type}</th>
          <th scope="col" className="py-1 text-start font-medium">{words.meaning}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field, index) => (
          <tr key={`${field.name} ${index}`} className="border-b border-line align-top last:border-0">
            <th scope="row" className="py-1 pe-4 text-start font-mono text-xs font-normal wrap-anywhere">{field.name}</th>
            <td className="py-1 pe-4 text-ink-soft">
              <span className="font-mono text-xs break-words">{field.type}</span>
              <span className="block text-xs text-ink-faint">{field.required ? words.required : words.optional}</span>
            </td>
            <td className="py-1 text-ink-soft">{field.says}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
