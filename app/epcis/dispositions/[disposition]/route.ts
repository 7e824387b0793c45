import { valueOf } from "../../topLevel.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = valueOf("dispositions", "disposition");
