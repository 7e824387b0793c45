import { valuesOf } from "../topLevel.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = valuesOf("epcs");
