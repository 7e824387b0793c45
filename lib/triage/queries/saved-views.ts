import { connection } from "#db/client";
import { together } from "#db/together";
import type { DeskView } from "../view.ts";

/** A view somebody saved: their own, or one their organisation shares. */
export type SavedView = { readonly id: number; readonly name: string; readonly shared: boolean; readonly own: boolean; readonly ownerName: string; readonly ownerNameZh: string; readonly view: DeskView };

type Row = { person: bigint; id: bigint; name: string; shared: boolean; own: boolean; owner_name: string; owner_name_zh: string; view: DeskView };

/** The views a person can choose from, own ones first, a hundred at most: own ones, and those that others of the organisation share. People who ask in one turn of the process share a statement. */
export async function savedViewsOf(person: number): Promise<readonly SavedView[]> {
  return (await asked(person)) ?? [];
}

const asked = together(async (people: readonly number[]) => {
  const rows = await connection()<Row[]>`
    select p.id as person, v.id, v.name, v.shared, v.owner_id = p.id as own, v.owner_name, coalesce((select name_zh from people owner where owner.id = v.owner_id), v.owner_name) as owner_name_zh, v.view
    from people p cross join lateral (
      select * from saved_views where owner_id = p.id or (shared and organisation_id = p.organisation_id) order by owner_id <> p.id, name limit 100
    ) v
    where p.id = any(${[...people]}) order by p.id, v.owner_id <> p.id, v.name`;
  const views = new Map<number, SavedView[]>();
  for (const { person, id, name, shared, own, owner_name: ownerName, owner_name_zh: ownerNameZh, view } of rows) {
    const held = views.get(Number(person)) ?? [];
    views.set(Number(person), held);
    held.push({ id: Number(id), name, shared, own, ownerName, ownerNameZh, view });
  }
  return views;
});
