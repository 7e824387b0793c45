import type { WebSocket } from "ws";
import { listen } from "#db/live";
import { actorKey, scopeOf, type Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { callbackDocument } from "#lib/feeds/callback";
import type { Condition } from "#lib/feeds/filter";
import { eventsBehind, mayStillAsk } from "#lib/feeds/queries/subscriptions";
import { MOST_TOGETHER, nextTick, type QuerySchedule, type Told } from "#lib/feeds/subscription";

/** Who follows a query over a socket: what it is about, from where on, and by which schedule; without one, as events are stored. */
export type Following = {
  readonly actor: Actor;
  readonly queryName: string;
  readonly conditions: readonly Condition[];
  readonly since: Date | undefined;
  readonly told: Told;
  readonly schedule: QuerySchedule | undefined;
  readonly reportIfEmpty: boolean;
};

const GONE_AFTER_MS = 30_000;
const SETTLES_IN_MS = 250;
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** Close codes of RFC 6455 section 7.4.1: a rule of the house ended it, or something failed here. */
const [POLICY, FAILED] = [1008, 1011];

/** Tells an open socket of events until it closes: each message leaves when the one before has left, and what it does not take is not read. */
export function follow(client: WebSocket, following: Following): void {
  const follower = new Follower(client, following);
  client.on("error", () => client.terminate());
  client.on("close", () => follower.end());
  follower.begin();
}

class Follower {
  private readonly client: WebSocket;
  private readonly following: Following;
  private readonly subscriptionID = crypto.randomUUID();
  private told: Told;
  private busy = false;
  private asked = false;
  private alive = true;
  private timer: NodeJS.Timeout | undefined;
  private pulse: NodeJS.Timeout | undefined;
  private deaf: (() => void) | undefined;

  constructor(client: WebSocket, following: Following) {
    this.client = client;
    this.following = following;
    this.told = following.told;
  }

  begin(): void {
    this.client.on("pong", () => { this.alive = true; });
    this.pulse = setInterval(() => this.beat(), GONE_AFTER_MS);
    if (this.following.schedule === undefined) this.hear().catch((error: unknown) => this.fail(error));
    else this.wait(this.following.schedule);
  }

  end(): void {
    clearInterval(this.pulse);
    clearTimeout(this.timer);
    this.deaf?.();
  }

  private get open(): boolean {
    return this.client.readyState === this.client.OPEN;
  }

  private beat(): void {
    if (!this.alive) return this.client.terminate();
    this.alive = false;
    this.client.ping();
  }

  private async hear(): Promise<void> {
    const kick = () => void this.run(false);
    const stop = await listen("events", kick, kick);
    if (!this.open) return stop();
    this.deaf = stop;
    kick();
  }

  /** Waits for the schedule; a timer holds 24.8 days at most, so that a later time is reached in steps. */
  private wait(schedule: QuerySchedule): void {
    const tick = nextTick(schedule, new Date());
    const come = async (): Promise<void> => {
      if (Date.now() >= tick.getTime()) await this.run(true);
      if (this.open) this.wait(schedule);
    };
    this.timer = setTimeout(() => void come(), Math.min(Math.max(tick.getTime() - Date.now(), 0), LONGEST_TIMER_MS));
  }

  /** Tells what is new; who asks meanwhile is answered right after. */
  private async run(scheduled: boolean): Promise<void> {
    this.asked = true;
    if (this.busy) return;
    this.busy = true;
    try {
      while (this.asked && this.open) {
        this.asked = false;
        await this.tell(scheduled);
      }
    } catch (error) {
      this.fail(error);
    } finally {
      this.busy = false;
    }
  }

  private async tell(scheduled: boolean): Promise<void> {
    const { actor, queryName, reportIfEmpty } = this.following;
    for (let first = true; this.open; first = false) {
      const next = await reading(actor, "event.read", async (tx) => ((await mayStillAsk(tx, actorKey(actor))) ? eventsBehind(tx, this.following, this.told, MOST_TOGETHER, scopeOf(actor)) : undefined));
      if (next === undefined) return this.client.close(POLICY, "The key is no longer in force.");
      if (next.events.length > 0 || (first && scheduled && reportIfEmpty)) await this.send(callbackDocument({ subscriptionID: this.subscriptionID, queryName }, next.events.map(({ json }) => json), new Date()));
      this.told = next.place;
      if (next.more) continue;
      if (next.unsettled && !scheduled) this.timer = setTimeout(() => void this.run(false), SETTLES_IN_MS);
      return;
    }
  }

  private send(message: string): Promise<void> {
    return new Promise((left, fail) => this.client.send(message, (error) => (error ? fail(error) : left())));
  }

  private fail(error: unknown): void {
    if (!this.open) return;
    console.error(`following ${this.following.queryName}:`, error);
    this.client.close(FAILED, "The events could not be read. Connect again from the last record time you have.");
  }
}
