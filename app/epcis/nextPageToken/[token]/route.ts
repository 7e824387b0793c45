import { resource } from "../../adapter.ts";

/** A token names a row and holds nothing of the house's, so that there is nothing to let go. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/epcis/nextPageToken/{token}", {
  DELETE: async () => new Response(null, { status: 204 }),
});
