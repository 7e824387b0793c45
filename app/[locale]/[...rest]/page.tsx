import { notFound } from "next/navigation";

/** An address of a language under which there is nothing. */
export default function NothingHere(): never {
  notFound();
}
