import { connections } from "../db/connection.ts";
import { migrate } from "../db/migrate.ts";
import { besideHouse } from "./start/beside.ts";

await besideHouse(async () => {
  const { applied } = await migrate(connections(process.env).owner);
  console.log(applied.length === 0 ? "The schema is up to date." : `Applied: ${applied.join(", ")}`);
});
